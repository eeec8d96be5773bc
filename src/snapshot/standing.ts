import type { Connection } from '../model/engine.ts';
import type { Run, RunStep, Standing } from '../model/run.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import { isSameTable, type Column, type Table } from '../model/table.ts';
import { all, column, join, name, sql, tableAlias } from '../sql/sql.ts';
import { unreferenced } from './conditions.ts';
import { isReturnable } from './returnable.ts';
import { meetAfter, meetBefore } from './meeting.ts';
import { beforeStep } from './overlay.ts';
import { keysMeet, type RowSource } from './row-source.ts';

/**
 * How a step's rows stand, by comparing before (B), after (A) and current (C). Where a later step or run has
 * changed the same cell, its before-value counts as current: that is what its own rollback will leave.
 */
export interface StepComparison {
  /** The snapshot joined with the table and the uppers, for `from`. Aliases: `fl_s` snapshot, `t` table, `u1 …` uppers. */
  readonly from: Sql;
  readonly isIntact: Sql;
  readonly isRestored: Sql;
  readonly isGone: Sql;
  /** True where an upper's snapshot holds the row: there the before-value is handed up, not written to the table. */
  readonly isCovered: Sql;
}

/** Later steps that took over rows of `step`: an update of the same column, or a deletion. In the order of application. */
export function uppersOf(step: RunStep, laterSteps: readonly RunStep[]): readonly RunStep[] {
  if (step.effect !== 'update' || step.columns.whole !== undefined) return [];
  return laterSteps.filter(
    (later) =>
      later.columns.whole === undefined &&
      isSameTable(later.table, step.table) &&
      (later.effect === 'update' || later.effect === 'delete') &&
      step.columns.after.some((each) => holds(later, each)) &&
      sameNames(later.columns.key, step.columns.key),
  );
}

/** Whether a step's snapshot holds the column's value before. */
export function holds(step: RunStep, { name: wanted }: Column): boolean {
  return step.columns.before.some((each) => each.name === wanted);
}

/** Steps of the active runs that were applied after `run`, in order. */
export function stepsAfter(run: Run, active: readonly Run[]): readonly RunStep[] {
  const above = active.filter((other) => other.sequence > run.sequence && other.state === 'applied');
  return above.toSorted((left, right) => left.sequence - right.sequence).flatMap((other) => other.steps);
}

/**
 * Comparison of a step of rows with the table as it is; where its rows, or those of a step after it, are told apart by
 * all that they hold, with the table as it will be when it is taken back.
 * @param laterOwn steps of the same run that are taken back before this one
 */
export function compareStep(
  dialect: Dialect,
  step: RunStep,
  later: readonly RunStep[],
  table: Table,
  laterOwn: readonly RunStep[] = [],
): StepComparison {
  const own = laterOwn.filter((each) => isSameTable(each.table, step.table) && each.snapshot !== undefined);
  const isByRow = [step, ...own].some(({ columns }) => columns.whole !== undefined);
  const source = isByRow ? withoutLater(dialect, own, table) : dialect.table(step.table);
  const uppers = isByRow ? later.filter((each) => !own.includes(each)) : later;
  const held = { columns: step.columns, rows: dialect.table(step.snapshot!) };
  const { rows, snapshot, on } = meetAfter(dialect, source, held);
  const joins = uppers.map((upper, index) => {
    const alias = `u${index + 1}`;
    const meets = step.columns.key.map(
      (_, part) => sql`${column(alias, `k${part + 1}`)} = ${column('fl_s', `k${part + 1}`)}`,
    );
    return sql`left join ${dialect.table(upper.snapshot!)} ${tableAlias(alias)} on ${join(meets, sql` and `)}`;
  });
  if (step.columns.whole && step.effect === 'update') {
    const before = meetBefore(dialect, source, held);
    joins.push(sql`left join ${before.rows} r on ${keysMeet(step.columns.key, 'r', 'fl_s')}`);
  }
  const from = sql`${snapshot} fl_s
    left join ${rows} t on ${on}
    ${joins.length === 0 ? sql`` : join(joins, sql` `)}`;
  const covered = uppers.map((_, index) => sql`${column(`u${index + 1}`, 'k1')} is not null`);
  const isCovered = covered.length === 0 ? sql`1 = 0` : join(covered, sql` or `);
  const isMissing = sql`${column('t', step.columns.key[0]!.name)} is null`;
  return { from, isCovered, ...verdicts(dialect, step, uppers, table, isMissing, isCovered, laterOwn) };
}

/** Counts how the rows of a step of rows stand. */
export async function standingOf(
  connection: Connection,
  step: RunStep,
  uppers: readonly RunStep[],
  table: Table,
  laterOwn: readonly RunStep[],
): Promise<Standing> {
  const { from, isIntact, isRestored, isGone } = compareStep(connection.dialect, step, uppers, table, laterOwn);
  const { countIf } = connection.dialect;
  const verdict = sql`case when ${isIntact} then 1 when ${isRestored} then 2 when ${isGone} then 3 else 4 end`;
  const counted = (number: number) => countIf(sql`${column('v', 'verdict')} = ${connection.dialect.integer(number)}`);
  // Not every engine counts by a condition that holds a query.
  const [row] = await connection.query(sql`select count(*) as ${name('total')}, ${counted(1)} as ${name('intact')},
      ${counted(2)} as ${name('restored')}, ${counted(3)} as ${name('gone')}
    from (select ${verdict} as ${name('verdict')} from ${from}) v`);
  const [intact, restored, gone] = [Number(row!['intact']), Number(row!['restored']), Number(row!['gone'])];
  return { intact, restored, gone, conflicting: Number(row!['total']) - intact - restored - gone };
}

/** The table's rows without what the step's own run did to them later. */
function withoutLater(dialect: Dialect, later: readonly RunStep[], table: Table): RowSource {
  let source = dialect.table(table.name);
  for (const { effect, columns, snapshot } of later.toReversed())
    source = beforeStep(dialect, source, table.columns, { effect, columns, rows: dialect.table(snapshot!) });
  return source;
}

function verdicts(
  dialect: Dialect,
  step: RunStep,
  uppers: readonly RunStep[],
  table: Table,
  isMissing: Sql,
  isCovered: Sql,
  laterOwn: readonly RunStep[],
): Pick<StepComparison, 'isIntact' | 'isRestored' | 'isGone'> {
  const never = sql`1 = 0`;
  switch (step.effect) {
    case 'update': {
      // A row that was changed or removed since is not found by what it held: nothing tells which of the two it was.
      if (step.columns.whole)
        return {
          isIntact: sql`not (${isMissing})`,
          isRestored: sql`${column('r', step.columns.key[0]!.name)} is not null`,
          isGone: never,
        };
      const there = sql`(${isCovered} or not (${isMissing}))`;
      const equals = (prefix: 'a' | 'b', columns: readonly Column[]) =>
        all(
          columns.map((each, index) =>
            dialect.same(currentValue(each, uppers), column('fl_s', `${prefix}${index + 1}`), each),
          ),
        );
      return {
        isIntact: sql`${there} and ${equals('a', step.columns.after)}`,
        isRestored: sql`${there} and ${equals('b', step.columns.before)}`,
        isGone: sql`not ${there}`,
      };
    }
    case 'insert':
      return {
        isIntact: all([
          sql`not (${isMissing})`,
          ...storedEqual(dialect, step.columns.after, 'a'),
          unreferenced(dialect, table),
        ]),
        isRestored: isMissing,
        isGone: never,
      };
    case 'delete':
      return {
        isIntact: all([isMissing, isReturnable(dialect, step, table, laterOwn)]),
        isRestored: all([sql`not (${isMissing})`, ...storedEqual(dialect, step.columns.before, 'b')]),
        isGone: never,
      };
    case 'alter':
    case 'file':
      throw new TypeError('an alteration has no rows');
  }
}

function storedEqual(dialect: Dialect, columns: readonly Column[], prefix: 'a' | 'b'): readonly Sql[] {
  return columns.map((each, index) =>
    dialect.same(column('t', each.name), column('fl_s', `${prefix}${index + 1}`), each),
  );
}

/** The nearest upper's before-value where one holds the row, else what the table holds. */
function currentValue(subject: Column, uppers: readonly RunStep[]): Sql {
  const cases = uppers.flatMap((upper, index) => {
    if (!holds(upper, subject)) return [];
    const position = upper.columns.before.findIndex((each) => each.name === subject.name) + 1;
    return sql`when ${column(`u${index + 1}`, 'k1')} is not null then ${column(`u${index + 1}`, `b${position}`)}`;
  });
  return cases.length === 0
    ? column('t', subject.name)
    : sql`case ${join(cases, sql` `)} else ${column('t', subject.name)} end`;
}

function sameNames(left: readonly Column[], right: readonly Column[]): boolean {
  return left.length === right.length && left.every((each, index) => each.name === right[index]!.name);
}
