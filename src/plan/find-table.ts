import type { Connection } from '../model/engine.ts';
import { FaultlineError, type ErrorDetails } from '../model/errors.ts';
import { formatTable, type Table, type TableName } from '../model/table.ts';
import { nearest } from '../scenario/nearest.ts';
import { parseTableName, writtenName, writtenTable } from './parse-table-name.ts';

const hints: Partial<Record<Table['type'], string>> = {
  'parent of inheriting tables':
    'A rollback would move their rows into it: name one of the tables that inherit from it.',
};

/**
 * The table by the name a person wrote.
 * @param nameNow the name that a table has now, where it has another one later
 * @throws UNKNOWN_TABLE with the nearest one, UNSUITABLE_TABLE for views and the like
 */
export async function findTable(
  connection: Connection,
  written: string,
  details: ErrorDetails = {},
  nameNow: (name: TableName) => TableName = (name) => name,
): Promise<Table> {
  const name = parseTableName(written, connection.server.defaultSchema);
  const table = name === undefined ? undefined : await connection.describeTable(nameNow(name));
  if (table === undefined) throw await unknownTable(connection, written, details);
  if (table.type !== 'table') {
    throw new FaultlineError(
      'UNSUITABLE_TABLE',
      `${formatTable(table.name)} is a ${table.type}: only tables can be broken`,
      {
        ...details,
        hint: hints[table.type] ?? 'Name the table behind it.',
      },
    );
  }
  return table;
}

async function unknownTable(connection: Connection, written: string, details: ErrorDetails): Promise<FaultlineError> {
  const tables = await connection.listTables();
  const isQualified = written.includes('.');
  const known = tables.map(({ name }) =>
    isQualified || name.schema !== connection.server.defaultSchema ? writtenTable(name) : writtenName(name.name),
  );
  const near = nearest(written, known);
  return new FaultlineError('UNKNOWN_TABLE', `no table "${written}" in database "${connection.server.database}"`, {
    hint: near === undefined ? 'List the tables with: faultline inspect' : `Did you mean "${near}"?`,
    ...details,
  });
}
