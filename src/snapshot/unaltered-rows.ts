import type { Dialect } from '../model/dialect.ts';
import type { RunStep } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import type { Table } from '../model/table.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import { unalteredTable } from './alteration.ts';
import { keysMeet, type RowSource } from './row-source.ts';

/**
 * Rows of a table as they will be once a step's alteration is taken back: values that its snapshot keeps come from there.
 * @param described the table as it is while the alteration is in place
 */
export function unalteredRows(dialect: Dialect, source: RowSource, described: Table, step: RunStep): RowSource {
  const alteration = step.alteration!;
  const after = unalteredTable(described, alteration);
  const kept =
    alteration.change === 'drop column' || alteration.change === 'retype column'
      ? alteration.declared.column.name
      : undefined;
  const valueOf = (each: string): Sql => {
    if (each === kept) return column('fl_s', 'b1');
    return column('t', alteration.change === 'rename column' && each === alteration.from ? alteration.to : each);
  };
  const columns = after.columns.map((each) => sql`${valueOf(each.name)} as ${name(each.name)}`);
  const joined =
    kept === undefined
      ? sql``
      : sql` left join ${dialect.table(step.snapshot!)} fl_s on ${keysMeet(step.columns.key, 't', 'fl_s')}`;
  return sql`(select ${join(columns)} from ${source} t${joined})`;
}
