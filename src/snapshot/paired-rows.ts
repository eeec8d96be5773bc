import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import type { CompiledStep } from './compiled-step.ts';
import { internal, internalColumn } from './internal.ts';
import { neighbourOrder } from './selection.ts';

/**
 * Those of the rows whose neighbour has another value, both having one: in their order the first and the second row are
 * neighbours of each other, the third and the fourth, and so on. What is left out are whole pairs, so that runs of two
 * of the others are the same pairs.
 */
export function pairedRows(dialect: Dialect, compiled: CompiledStep, rows: Sql): Sql {
  const subject = compiled.subject!;
  const own = column('t', subject.name);
  const inOrder = sql`order by ${join(neighbourOrder(dialect, compiled))}`;
  const around = [
    sql`row_number() over (${inOrder}) as ${name(internal.place)}`,
    sql`lead(${own}) over (${inOrder}) as ${name(internal.following)}`,
    sql`lag(${own}) over (${inOrder}) as ${name(internal.preceding)}`,
  ];
  const isFirst = sql`${dialect.remainder(internalColumn('place'), dialect.integer(2))} = 1`;
  const neighbour = sql`(case when ${isFirst} then ${internalColumn('following')} else ${internalColumn('preceding')} end)`;
  return sql`(select t.* from (select t.*, ${join(around)} from ${rows} t) t
    where ${own} is not null and ${neighbour} is not null and not ${dialect.same(own, neighbour, subject)})`;
}
