import type { Dialect } from '../model/dialect.ts';
import type { Run, RunStep } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { all, column, join, name, sql } from '../sql/sql.ts';
import { uppersOf } from '../snapshot/standing.ts';

/**
 * Updates of earlier runs that may have held cells when an ended run took them over, the last one first. A rollback
 * hands its before-value up to the runs that are active then; where the upper one ended first, its snapshot
 * still has the lower one's after-value.
 * @param runs every run of the ledger
 */
export function stepsBeneath(run: Run, step: RunStep, runs: readonly Run[]): readonly RunStep[] {
  if (step.effect !== 'update' || run.appliedAt === null) return [];
  const applied = Date.parse(run.appliedAt);
  const overlapped = ({ endedAt }: Run) => endedAt === null || Date.parse(endedAt) >= applied;
  return runs
    .filter((other) => other.appliedAt !== null && other.sequence < run.sequence && overlapped(other))
    .toSorted((left, right) => right.sequence - left.sequence)
    .flatMap((other) => other.steps.toSorted((left, right) => right.ordinal - left.ordinal))
    .filter((other) => uppersOf(other, [step]).length > 0);
}

/**
 * The snapshot of an update with the values that were there before the steps beneath, too: a before-value that one
 * of them has made is replaced by its own, from the last one down.
 * @param beneath steps by the same key, as `stepsBeneath` orders them
 * @returns a table or a select with `k1 …`, `b1 …`, `a1 …`, to be followed by its alias
 */
export function throughBeneath(dialect: Dialect, step: RunStep, beneath: readonly RunStep[]): Sql {
  const keys = step.columns.key.map((_, part) => `k${part + 1}`);
  const kept = [...keys, ...step.columns.after.map((_, index) => `a${index + 1}`)];
  let source = dialect.table(step.snapshot!);
  for (const lower of beneath) {
    const before = step.columns.before.map((each, index) => beforeThrough(dialect, each, `b${index + 1}`, lower));
    const meets = keys.map((key) => sql`${column('l', key)} = ${column('s', key)}`);
    source = sql`(select ${join([...kept.map((each) => column('s', each)), ...before])}
    from ${source} s left join ${dialect.table(lower.snapshot!)} l on ${all(meets)})`;
  }
  return source;
}

function beforeThrough(dialect: Dialect, subject: Column, own: string, lower: RunStep): Sql {
  const position = lower.columns.after.findIndex((each) => each.name === subject.name) + 1;
  if (position === 0) return sql`${column('s', own)} as ${name(own)}`;
  const isItsValue = dialect.same(column('l', `a${position}`), column('s', own), subject);
  return sql`case when ${column('l', 'k1')} is not null and ${isItsValue}
      then ${column('l', `b${position}`)} else ${column('s', own)} end as ${name(own)}`;
}
