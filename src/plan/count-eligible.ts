import type { Connection } from '../model/engine.ts';
import { all, column, name, sql } from '../sql/sql.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { unreferencedCondition, whereCondition, windowCondition } from '../snapshot/conditions.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import { candidatesOf, eligibleRows } from '../snapshot/snapshot-query.ts';

export interface EligibleCount {
  /** Rows that the effect would really change. */
  readonly eligible: number;
  /** Rows of `where` and window that are left out because others refer to them; undefined where nothing can. */
  readonly referenced: number | undefined;
}

/** Counts a step's eligible rows in one scan. */
export async function countEligible(
  connection: Connection,
  compiled: CompiledStep,
  source: RowSource,
): Promise<EligibleCount> {
  const { dialect } = connection;
  const isFree = unreferencedCondition(dialect, compiled);
  if (isFree === undefined) {
    const rows = eligibleRows(dialect, compiled, candidatesOf(dialect, compiled, source));
    const [row] = await connection.query(sql`select count(*) as ${name('eligible')} from ${rows} t`);
    return { eligible: Number(row!['eligible']), referenced: undefined };
  }
  const where = whereCondition(dialect, compiled);
  const { windows } = compiled.frozen;
  const conditions = [
    ...(where ? [where] : []),
    ...(windows ? [windowCondition(dialect, windows, compiled.time!)] : []),
  ];
  // Not every engine counts by a condition that holds a query.
  const [row] =
    await connection.query(sql`select count(*) as ${name('matching')}, sum(${column('m', 'is_free')}) as ${name('eligible')}
    from (select case when ${isFree} then 1 else 0 end as ${name('is_free')}
      from ${source} t
      where ${all(conditions)}) m`);
  const eligible = Number(row!['eligible'] ?? 0);
  return { eligible, referenced: Number(row!['matching']) - eligible };
}
