import type { RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { all, join, sql } from '../sql/sql.ts';
import type { Tail } from './outlying-tail.ts';

/**
 * One of the tails' values for every row that has one, NULL for others. The value is drawn by `value`, of two tails one
 * by `value.2`.
 * @param tails one or two
 */
export function drawnFromTails(context: RowContext, tails: readonly Tail[]): Sql {
  const { dialect, before } = context;
  const values = tails.map((tail) => valueOn(tail, context));
  const cases = values.map((value, index) => sql`when ${dialect.integer(index)} then ${value}`);
  const side = values.length === 1 ? dialect.integer(0) : context.draw('value.2', values.length);
  return sql`case when ${before} is not null then case ${side} ${join(cases, sql` `)} end end`;
}

/** Whether the drawn value differs from the row's own; those that are not as far out need no look at the drawn one. */
export function differsFromTails(context: RowContext, tails: readonly Tail[]): Sql {
  const { dialect, column, before } = context;
  const ordinary = tails.map((tail) => {
    const start = dialect.number(tail.start.toFixed(), column);
    return tail.step.gt(0) ? sql`${before} < ${start}` : sql`${before} > ${start}`;
  });
  const after = dialect.cast(drawnFromTails(context, tails), column.storage);
  return sql`${before} is not null and ((${all(ordinary)}) or ${before} <> ${after})`;
}

function valueOn(tail: Tail, { dialect, column, draw }: RowContext): Sql {
  const start = dialect.number(tail.start.toFixed(), column);
  if (tail.count === 1) return start;
  return sql`${start} + (${draw('value', tail.count)}) * ${dialect.number(tail.step.toFixed(), column)}`;
}
