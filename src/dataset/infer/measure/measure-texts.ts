import type { Connection } from '../../../model/engine.ts';
import type { Column, Table } from '../../../model/table.ts';
import { column as columnOf, join, name, sql } from '../../../sql/sql.ts';
import type { TextFigures } from './figures.ts';

/** Longer texts are of no form. */
const longestShape = 40;
/** Share of the texts that have to be of one form. */
const sureShare = 0.99;

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const small = capitals.toLowerCase();
const digits = '0123456789';

/** Lengths of texts, and the form that nearly all of them have. Two statements, and one more for each column of short texts. */
export async function measureTexts(
  connection: Connection,
  table: Table,
  columns: readonly Column[],
): Promise<ReadonlyMap<Column, TextFigures>> {
  const lengths = await measureLengths(connection, table, columns);
  const found = new Map<Column, TextFigures>();
  for (const [column, figures] of lengths) {
    const shape = figures.longest <= longestShape ? await shapeOf(connection, table, column) : undefined;
    found.set(column, { ...figures, shape });
  }
  return found;
}

async function measureLengths(connection: Connection, table: Table, columns: readonly Column[]) {
  const { dialect } = connection;
  const found = new Map<Column, TextFigures>();
  if (columns.length === 0) return found;
  const text = (figure: ReturnType<typeof sql>) => dialect.cast(figure, dialect.ledgerTypes.text);
  const selected = columns.flatMap((column, index) => {
    const length = dialect.length(dialect.text(columnOf('t', column.name), column));
    const total = sql`sum(${dialect.cast(length, dialect.ledgerTypes.integer)})`;
    return [
      sql`${text(sql`min(${length})`)} as ${name(`shortest_${index}`)}`,
      sql`${text(sql`max(${length})`)} as ${name(`longest_${index}`)}`,
      sql`${text(total)} as ${name(`total_${index}`)}`,
      sql`${text(sql`count(${columnOf('t', column.name)})`)} as ${name(`filled_${index}`)}`,
    ];
  });
  const [row = {}] = await connection.query(sql`select ${join(selected)} from ${dialect.table(table.name)} t`);
  for (const [index, column] of columns.entries()) {
    const filled = Number(row[`filled_${index}`] ?? 0);
    if (filled === 0) continue;
    found.set(column, {
      shortest: Number(row[`shortest_${index}`]),
      longest: Number(row[`longest_${index}`]),
      mean: Number(row[`total_${index}`]) / filled,
    });
  }
  return found;
}

/** A letter of one alphabet stands for all of it, `9` for all digits. */
async function shapeOf(connection: Connection, table: Table, column: Column): Promise<string | undefined> {
  const { dialect } = connection;
  const own = columnOf('t', column.name);
  const from = `${capitals.slice(1)}${small.slice(1)}${digits.slice(0, -1)}`;
  const to = `${'A'.repeat(25)}${'a'.repeat(25)}${'9'.repeat(9)}`;
  const shape = dialect.translate(dialect.text(own, column), from, to);
  const [first] = await connection.query(sql`select ${columnOf('g', 'shape')} as ${name('shape')},
      ${dialect.cast(sql`count(*)`, dialect.ledgerTypes.text)} as ${name('times')},
      ${dialect.cast(sql`sum(count(*)) over ()`, dialect.ledgerTypes.text)} as ${name('filled')}
    from (select ${shape} as ${name('shape')} from ${dialect.table(table.name)} t where ${own} is not null) g
    group by ${columnOf('g', 'shape')}
    order by count(*) desc ${dialect.limit(1)}`);
  if (first === undefined || Number(first['times']) < sureShare * Number(first['filled'])) return undefined;
  const found = String(first['shape']);
  // What has no letter and no digit, or letters of other alphabets, would be a value as it stands.
  return /[Aa9]/.test(found) && /^[\x20-\x7e]+$/.test(found) ? found : undefined;
}
