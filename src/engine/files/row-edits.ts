import type { Connection, Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { column, join, name, sql } from '../../sql/sql.ts';
import type { TypedColumn } from './infer-types.ts';
import type { RowEdit } from './row-edit.ts';
import { describe, type TableSource } from './table-source.ts';

/**
 * Where the rows of a file differ from what its bytes say, in the order of its lines.
 * @param base a select of the rows in its bytes @param current a select of its rows as they are to be
 * @param fileColumns names in the file's own order
 */
export async function* rowEdits(
  connection: Connection,
  table: TableSource,
  fileColumns: readonly string[],
  base: Sql,
  current: Sql,
): AsyncGenerator<RowEdit> {
  const columns = dataColumns(table).filter((each) => fileColumns.includes(each.name));
  const { dialect } = connection;
  const row = (alias: string) => column(alias, table.place.row);
  const differs = columns.map((each) => sql`not ${dialect.same(column('b', each.name), column('c', each.name), each)}`);
  const values = columns.flatMap((each, index) => [
    sql`case when ${differs[index]!} then 1 else 0 end as ${name(`d${index}`)}`,
    sql`${dialect.text(column('c', each.name), each)} as ${name(`v${index}`)}`,
  ]);
  const rows = connection.stream(sql`
    select coalesce(${row('b')}, ${row('c')}) as ${name('row')},
      case when ${row('c')} is null then 'gone' when ${row('b')} is null then 'new' else 'changed' end as ${name('kind')},
      ${join(values)}
    from (${base}) b
    full join (${current}) c on ${row('b')} = ${row('c')}
    where ${row('b')} is null or ${row('c')} is null or ${join(differs, sql` or `)}
    order by 1`);
  const places = fileColumns.map((each) => columns.findIndex((other) => other.name === each));
  for await (const each of rows) yield toEdit(each, places, table.columns, columns);
}

/** Columns of the data as the contract of engines describes them, without those that say where a row stands. */
export function dataColumns(table: TableSource): readonly Column[] {
  return describe(table).columns.slice(0, table.columns.length);
}

function toEdit(
  row: Row,
  places: readonly number[],
  typed: readonly TypedColumn[],
  columns: readonly Column[],
): RowEdit {
  const kind = String(row['kind']) as RowEdit['kind'];
  return {
    row: Number(row['row']),
    kind,
    values: places.map((place) => {
      if (place < 0 || (kind === 'changed' && Number(row[`d${place}`]) === 0)) return undefined;
      const text = row[`v${place}`];
      const spelling = typed.find((each) => each.name === columns[place]!.name)!;
      return text === null || text === undefined ? null : spelled(String(text), spelling);
    }),
  };
}

/** The text of a value as the file spells its column. */
function spelled(text: string, { separator, isZulu, isShort }: TypedColumn): string {
  if (isShort === true) return text.replace(/\.?0+$/, '');
  const zoned = isZulu === true ? text.replace(/\+00(:?00)?$/, 'Z') : text;
  return separator === undefined ? zoned : zoned.replace(' ', separator);
}
