import type { Connection } from '../../src/model/engine.ts';
import type { Sql } from '../../src/model/sql.ts';
import { formatTable, type TableName } from '../../src/model/table.ts';
import { column, name, sql } from '../../src/sql/sql.ts';

/** Sums of larger numbers than this, over as many rows as tests have, would not be exact everywhere. */
const half = 2n ** 28n;

/**
 * A text that differs as soon as one value, row, column or type differs, whatever the order of the rows:
 * names and types of the columns, the number of rows, and the sum of a SHA-256 of every row.
 */
export async function checksum(connection: Connection, table: TableName): Promise<string> {
  const description = await connection.describeTable(table);
  if (!description) throw new Error(`no table ${formatTable(table)}`);
  const { dialect } = connection;
  const cells = description.columns.map((each) => cell(connection, dialect.text(column('t', each.name), each)));
  const hash = column('h', 'hash');
  const text = (sum: Sql) => dialect.cast(sum, dialect.ledgerTypes.text);
  const [row] = await connection.query(sql`
    select ${text(sql`count(*)`)} as ${name('counted')},
      ${text(sql`sum(${dialect.divide(hash, dialect.integer(half))})`)} as ${name('high')},
      ${text(sql`sum(${dialect.remainder(hash, dialect.integer(half))})`)} as ${name('low')}
    from (select ${dialect.hash56(dialect.concat(cells))} as ${name('hash')} from ${dialect.table(table)} t ${dialect.fence}) h`);
  const [counted, high, low] = ['counted', 'high', 'low'].map((sum) => BigInt(String(row?.[sum] ?? 0)));
  const columns = description.columns.map((each) => `${each.name} ${each.type}`);
  return `${columns.join(', ')}: ${counted} rows, ${high! * half + low!}`;
}

/** Length before text, so that no two rows run together to the same text. */
function cell({ dialect }: Connection, text: Sql): Sql {
  const length = dialect.cast(dialect.length(text), dialect.ledgerTypes.text);
  return sql`coalesce(${dialect.concat([length, dialect.textLiteral(':'), text])}, ${dialect.textLiteral('null')})`;
}
