import type { Connection } from '../../src/model/engine.ts';
import type { Sql } from '../../src/model/sql.ts';
import { formatTable, type TableName } from '../../src/model/table.ts';
import { column, raw, sql } from '../../src/sql/sql.ts';

/**
 * A text that differs as soon as one value, row, column or type differs, whatever the order of the rows:
 * names and types of the columns, the number of rows, and the sum of a SHA-256 of every row.
 */
export async function checksum(connection: Connection, table: TableName): Promise<string> {
  const description = await connection.describeTable(table);
  if (!description) throw new Error(`no table ${formatTable(table)}`);
  const { dialect } = connection;
  const cells = description.columns.map((each) => cell(connection, dialect.text(column('t', each.name), each)));
  const [row] = await connection.query(sql`
    select cast(count(*) as ${raw(dialect.ledgerTypes.text)}) as rows,
      cast(sum(${dialect.hash56(dialect.concat(cells))}) as ${raw(dialect.ledgerTypes.text)}) as total
    from ${dialect.table(table)} as t`);
  const columns = description.columns.map((each) => `${each.name} ${each.type}`);
  return `${columns.join(', ')}: ${String(row?.['rows'])} rows, ${String(row?.['total'])}`;
}

/** Length before text, so that no two rows run together to the same text. */
function cell({ dialect }: Connection, text: Sql): Sql {
  const length = dialect.cast(dialect.length(text), dialect.ledgerTypes.text);
  return sql`coalesce(${dialect.concat([length, dialect.textLiteral(':'), text])}, ${dialect.textLiteral('null')})`;
}
