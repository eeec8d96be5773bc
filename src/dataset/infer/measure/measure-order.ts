import type { Connection } from '../../../model/engine.ts';
import type { Sql } from '../../../model/sql.ts';
import type { Column, Table } from '../../../model/table.ts';
import { column as columnOf, join, name, sql } from '../../../sql/sql.ts';

/** Columns that are looked at; of more, the first ones. */
const mostColumns = 8;

/**
 * Which complete columns never fall, or never rise, from row to row in the order of the key: one statement. None where
 * nothing says how rows follow one another.
 */
export async function measureOrder(
  connection: Connection,
  table: Table,
  columns: readonly Column[],
  key: readonly string[],
): Promise<ReadonlyMap<Column, 'ascending' | 'descending'>> {
  const { dialect } = connection;
  const looked = columns.slice(0, mostColumns);
  const order = key.map((each) => columnOf('t', each));
  if (looked.length === 0 || order.length === 0) return new Map();
  const inOrder = join(looked.flatMap((each, index) => valueAndBefore(each, index, order)));
  const counts = join(
    looked.flatMap((_, index) => [
      sql`${counted(connection, sql`${columnOf('o', `v_${index}`)} < ${columnOf('o', `p_${index}`)}`)} as ${name(`falls_${index}`)}`,
      sql`${counted(connection, sql`${columnOf('o', `v_${index}`)} > ${columnOf('o', `p_${index}`)}`)} as ${name(`rises_${index}`)}`,
    ]),
  );
  const [row = {}] = await connection.query(
    sql`select ${counts} from (select ${inOrder} from ${dialect.table(table.name)} t) o`,
  );
  return new Map(
    looked.flatMap((column, index): readonly (readonly [Column, 'ascending' | 'descending'])[] => {
      const [falls, rises] = [Number(row[`falls_${index}`] ?? 0), Number(row[`rises_${index}`] ?? 0)];
      if (falls === 0 && rises > 0) return [[column, 'ascending']];
      return rises === 0 && falls > 0 ? [[column, 'descending']] : [];
    }),
  );
}

function valueAndBefore(column: Column, index: number, order: readonly Sql[]): readonly Sql[] {
  const own = columnOf('t', column.name);
  return [
    sql`${own} as ${name(`v_${index}`)}`,
    sql`lag(${own}) over (order by ${join(order)}) as ${name(`p_${index}`)}`,
  ];
}

function counted({ dialect }: Connection, condition: Sql): Sql {
  return dialect.cast(dialect.countIf(condition), dialect.ledgerTypes.text);
}
