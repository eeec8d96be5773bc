import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import { join, name, sql } from '../sql/sql.ts';
import type { CompiledStep } from './compiled-step.ts';
import { internal, internalColumn } from './internal.ts';
import { drawOrder, type Ranking } from './selection.ts';

/**
 * The rows that a step takes out of its ranked ones: the first of all, or of each occurrence where these have volumes
 * of their own; rows that are copied come once for each copy. Where some only take part, quotas are of these.
 */
export function takenRows(dialect: Dialect, compiled: CompiledStep, ranking: Ranking): Sql {
  const { quotas, copies, participants, rows } = compiled.frozen;
  if (quotas?.length && participants === undefined)
    return takenByOccurrence(dialect, quotas, copied(dialect, ranking, copies));
  // A table without a value in its time column has no occurrence.
  const first = quotas?.length
    ? takenByOccurrence(dialect, quotas, ranking)
    : sql`(select t.* from ${ranking.rows} t
    order by ${join(ranking.order)}
    ${dialect.limit(participants ?? rows)})`;
  if (copies === undefined) return first;
  const chosen = copied(dialect, { rows: first, order: drawOrder(compiled) }, copies);
  return sql`(select t.* from ${chosen.rows} t order by ${join(chosen.order)} ${dialect.limit(rows)})`;
}

/** The first rows of each occurrence, one number of rows for each. */
function takenByOccurrence(dialect: Dialect, quotas: readonly number[], ranking: Ranking): Sql {
  const number = sql`row_number() over (partition by ${internalColumn('occurrence')} order by ${join(ranking.order)})`;
  const cases = quotas.map((quota, index) => sql`when ${dialect.integer(index + 1)} then ${dialect.integer(quota)}`);
  const quota = sql`case ${internalColumn('occurrence')} ${join(cases, sql` `)} end`;
  return sql`(select t.* from (select t.*, ${number} as ${name(internal.number)} from ${ranking.rows} t) t
    where ${internalColumn('number')} <= ${quota})`;
}

/** Each row once for each copy, with the number of the copy; all first copies come before the second ones. */
function copied(dialect: Dialect, { rows, order }: Ranking, copies: number | undefined): Ranking {
  if (copies === undefined) return { rows, order };
  const numbers = Array.from(
    { length: copies },
    (_, index) => sql`select ${dialect.integer(index + 1)} as ${name(internal.copy)} ${dialect.fromNothing}`,
  );
  return {
    rows: sql`(select t.*, n.${name(internal.copy)} from ${rows} t cross join (${join(numbers, sql` union all `)}) n)`,
    order: [internalColumn('copy'), ...order],
  };
}
