import type { Connection } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Table } from '../../model/table.ts';
import { findTable } from '../../plan/find-table.ts';

/**
 * The tables that a data set is inferred from: those that are named, else all of the default schema (of every schema
 * where it has none), without views and without the ledger.
 * @throws UNKNOWN_TABLE also where there are none, UNSUITABLE_TABLE
 */
export async function tablesToInfer(
  connection: Connection,
  wanted: readonly string[] | undefined,
): Promise<readonly Table[]> {
  if (wanted !== undefined && wanted.length > 0) {
    const found = [];
    for (const written of wanted) found.push(await findTable(connection, written));
    return found;
  }
  const { defaultSchema, ledgerSchema, database } = connection.server;
  const known = (await connection.listTables()).filter(
    ({ type, name }) => type === 'table' && name.schema !== ledgerSchema,
  );
  const own = known.filter(({ name }) => name.schema === defaultSchema);
  const tables = [];
  for (const { name } of own.length > 0 ? own : known) {
    const table = await connection.describeTable(name);
    if (table !== undefined) tables.push(table);
  }
  if (tables.length > 0) return tables;
  throw new FaultlineError('UNKNOWN_TABLE', `there is no table in database "${database}" that the user can see`, {
    hint: 'Name tables of another schema, or give the user the right to read.',
  });
}

/** A name for each table; those of one name in several schemas have the schema's before it. */
export function namesOf(tables: readonly Table[]): readonly string[] {
  const counts = new Map<string, number>();
  const plain = (table: Table) => table.name.name.toLowerCase();
  for (const table of tables) counts.set(plain(table), (counts.get(plain(table)) ?? 0) + 1);
  return tables.map((table) =>
    counts.get(plain(table)) === 1 ? table.name.name : `${table.name.schema}_${table.name.name}`,
  );
}
