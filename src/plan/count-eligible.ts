import type { Dialect } from '../model/dialect.ts';
import type { Connection } from '../model/engine.ts';
import type { Sql } from '../model/sql.ts';
import { all, column, join, name, sql } from '../sql/sql.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { occurrenceOf, unreferencedCondition, whereCondition, windowCondition } from '../snapshot/conditions.ts';
import { internal, internalColumn } from '../snapshot/internal.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import { candidatesOf, eligibleRows, takenCondition } from '../snapshot/snapshot-query.ts';

export interface EligibleCount {
  /** Rows that the effect would really change. */
  readonly eligible: number;
  /** The same of each occurrence in their order; empty where it was not asked for. */
  readonly byOccurrence: readonly number[];
  /** Rows of `where` and window that are left out because others refer to them; undefined where nothing can. */
  readonly referenced: number | undefined;
}

/** Counts a step's eligible rows in one scan. @param isByOccurrence whether each occurrence is counted by itself, too */
export async function countEligible(
  connection: Connection,
  compiled: CompiledStep,
  source: RowSource,
  isByOccurrence: boolean,
): Promise<EligibleCount> {
  const { dialect } = connection;
  const { windows } = compiled.frozen;
  const isFree = unreferencedCondition(dialect, compiled);
  const rows = isFree
    ? matchingRows(dialect, compiled, source, isFree)
    : eligibleRows(dialect, compiled, candidatesOf(dialect, compiled, source));
  const occurrence = internalColumn('occurrence');
  const figures = [
    ...(isByOccurrence ? [sql`${occurrence} as ${name('occurrence')}`] : []),
    ...(isFree ? [sql`count(*) as ${name('matching')}`] : []),
    sql`${isFree ? sql`sum(${column('t', 'is_free')})` : sql`count(*)`} as ${name('eligible')}`,
  ];
  const counted = await connection.query(
    sql`select ${join(figures)} from ${rows} t ${isByOccurrence ? sql`group by ${occurrence}` : sql``}`,
  );
  const total = (figure: string) => counted.reduce((sum, row) => sum + Number(row[figure] ?? 0), 0);
  const eligible = total('eligible');
  const eligibleIn = new Map(counted.map((row) => [Number(row['occurrence']), Number(row['eligible'] ?? 0)]));
  return {
    eligible,
    byOccurrence: isByOccurrence ? (windows ?? [{}]).map((_, index) => eligibleIn.get(index + 1) ?? 0) : [],
    referenced: isFree ? total('matching') - eligible : undefined,
  };
}

/** Rows of where and window, each with whether no other row refers to it: not every engine counts by a condition that holds a query. */
function matchingRows(dialect: Dialect, compiled: CompiledStep, source: RowSource, isFree: Sql): RowSource {
  const { windows } = compiled.frozen;
  const conditions = [
    whereCondition(dialect, compiled),
    takenCondition(dialect, compiled),
    windows && windowCondition(dialect, windows, compiled.time!),
  ].filter((condition) => condition !== undefined);
  return sql`(select case when ${isFree} then 1 else 0 end as ${name('is_free')},
      ${occurrenceOf(dialect, windows, compiled.time)} as ${name(internal.occurrence)}
    from ${source} t
    where ${all(conditions)})`;
}
