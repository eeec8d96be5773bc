import type { Dialect } from '../model/dialect.ts';
import type { Row } from '../model/engine.ts';
import type { LabelCount } from '../model/prediction.ts';
import { column, name, sql } from '../sql/sql.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import type { Part } from './measured-part.ts';

/** Whether the subject is a category, of which the survey has made sure that it has few labels. */
export function hasLabels({ anomaly, subject }: CompiledStep): boolean {
  return anomaly.effect === 'update' && anomaly.categories !== undefined && subject !== undefined;
}

/** One row for each label of the rows inside the window: how often it stands there before and after. NULL is no label. */
export function labelPart(dialect: Dialect, { subject }: CompiledStep, overlaid: RowSource): Part {
  const label = column('d', 'label');
  const side = (value: string, presence: string, before: number, after: number) =>
    sql`select ${dialect.bytewise(column('o', value), subject!)} as ${name('label')},
        ${dialect.integer(before)} as ${name('before')}, ${dialect.integer(after)} as ${name('after')}
      from ${overlaid} o where ${column('o', 'inside')} = 1 and ${column('o', presence)} = 1`;
  const count = (title: string) => dialect.cast(sql`sum(${column('d', title)})`, dialect.ledgerTypes.text);
  return {
    part: 'label',
    group: sql`null`,
    values: [count('before'), count('after')],
    rest: sql`from (${side('value_before', 'was_there', 1, 0)} union all ${side('value_after', 'is_there', 0, 1)}) d
      where ${label} is not null
      group by ${label}`,
  };
}

/** Reads what `labelPart` selected. */
export function readLabelCounts(rows: readonly Row[]): readonly LabelCount[] {
  return rows.map((row) => ({ before: Number(row['v1']), after: Number(row['v2']) }));
}
