import Big from 'big.js';
import type { Statistics } from '../model/anomaly-context.ts';
import type { Categories, Survey } from '../model/anomaly.ts';
import type { Dialect } from '../model/dialect.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import type { Connection, Row } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Sql } from '../model/sql.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import type { BoundStep } from '../snapshot/compiled-step.ts';
import { whereCondition } from '../snapshot/conditions.ts';
import { earliest, formatInstant, last, parseInstant, type Microseconds } from '../snapshot/instant.ts';
import { columnContext } from '../snapshot/row-context.ts';
import { internal, internalColumn } from '../snapshot/internal.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import type { TimeBounds } from '../snapshot/windows.ts';
import { aggregatesOf } from './quantiles.ts';

/** What one scan of the table tells before rows are chosen. */
export interface SurveyResult {
  readonly rows: number;
  readonly bounds: TimeBounds;
  /** Rounded once; the literals that apply uses. */
  readonly statistics: Statistics;
}

/** Takes rows, time bounds and the anomaly's statistics in one scan. Statistics cover the baseline: the rows of `where`, whatever their time. */
export async function takeSurvey(
  connection: Connection,
  bound: BoundStep,
  source: RowSource,
  now: Microseconds,
): Promise<SurveyResult> {
  const { anomaly } = bound;
  if (isOfRows(anomaly) && anomaly.categories)
    return surveyByCategory(connection, bound, anomaly.categories, source, now);
  const { dialect } = connection;
  const { before, rows } = bound.subject ? baseline(dialect, bound, source) : { before: undefined, rows: source };
  const survey: Survey = isOfRows(anomaly) ? (anomaly.survey?.(columnContext(dialect, bound, before)) ?? {}) : {};
  const { aggregates, source: ranked } = aggregatesOf(dialect, survey, rows);
  const figures = Object.entries(aggregates).map(([figure, value]) => sql`${value} as ${name(figure)}`);
  const [row] = await connection.query(sql`select ${join([...overall(connection, bound, now), ...figures])}
    from ${ranked} t`);
  const statistics = Object.fromEntries(Object.keys(survey).map((figure) => [figure, rounded(row![figure])]));
  return { rows: Number(row!['_rows']), bounds: boundsOf([row!], now), statistics };
}

/** One row for each value of the subject: still one scan. */
async function surveyByCategory(
  connection: Connection,
  bound: BoundStep,
  { most, withCounts }: Categories,
  source: RowSource,
  now: Microseconds,
): Promise<SurveyResult> {
  const { dialect } = connection;
  const subject = bound.subject!;
  const { before, rows: labelled } = baseline(dialect, bound, source);
  const value = internalColumn('value');
  const valued = sql`(select t.*, ${dialect.bytewise(before, subject)} as ${name(internal.value)} from ${labelled} t)`;
  const rows =
    await connection.query(sql`select ${dialect.text(value, subject)} as ${name('label')}, ${join(overall(connection, bound, now))}
    from ${valued} t
    group by ${value}
    order by ${value} ${dialect.limit(most + 2)}`);
  const labels = rows
    .filter((row) => row['label'] !== null)
    .map((row) => ({ label: String(row['label']), count: String(row['_rows']) }))
    .toSorted((left, right) => Buffer.compare(Buffer.from(left.label), Buffer.from(right.label)));
  if (labels.length > most) {
    throw new FaultlineError(
      'UNSUITABLE_COLUMN',
      `column "${subject.name}" has more than ${most} different values: it is no category`,
    );
  }
  return {
    rows: rows.reduce((sum, row) => sum + Number(row['_rows']), 0),
    bounds: boundsOf(rows, now),
    statistics: {
      labels: labels.map(({ label }) => label),
      ...(withCounts && { counts: labels.map(({ count }) => count) }),
    },
  };
}

/** All rows, and the subject where it counts: outside of the step's `where` it is NULL. */
function baseline(
  dialect: Dialect,
  bound: BoundStep,
  source: RowSource,
): { readonly before: Sql; readonly rows: RowSource } {
  const where = whereCondition(dialect, bound);
  const subject = column('t', bound.subject!.name);
  if (where === undefined) return { before: subject, rows: source };
  const rows = sql`(select t.*, case when ${where} then ${subject} end as ${name(internal.before)} from ${source} t ${dialect.fence})`;
  return { before: internalColumn('before'), rows };
}

function overall(connection: Connection, bound: BoundStep, now: Microseconds): readonly Sql[] {
  const count = sql`count(*) as ${name('_rows')}`;
  const { time } = bound;
  if (time === undefined) return [count];
  const { dialect } = connection;
  const value = column('t', time.name);
  const between = (from: Microseconds, to: Microseconds) =>
    sql`case when ${value} >= ${dialect.instant(formatInstant(from), time)} and ${value} <= ${dialect.instant(formatInstant(to), time)} then ${value} end`;
  // Infinity and years before 1 or after 9999 are no place to reckon from.
  const first = dialect.text(sql`min(${between(earliest, last)})`, time);
  const latest = dialect.text(sql`max(${between(earliest, now)})`, time);
  return [count, sql`${first} as ${name('_first')}`, sql`${latest} as ${name('_latest')}`];
}

function boundsOf(rows: readonly Row[], now: Microseconds): TimeBounds {
  const instants = (figure: string) =>
    rows
      .flatMap((row) => (typeof row[figure] === 'string' ? [parseInstant(row[figure])] : []))
      .filter((each) => each !== undefined);
  const first = instants('_first').toSorted(compare)[0];
  const latest = instants('_latest').toSorted(compare).at(-1);
  return { first, latest, now };
}

/** Six significant digits, as plain decimal text: floats of aggregates differ in their last digits from run to run. */
export function rounded(value: unknown): string | null {
  if (value === null || value === undefined || !Number.isFinite(Number(value))) return null;
  const number = new Big(String(value));
  return number.eq(0) ? '0' : number.prec(6, Big.roundHalfUp).toFixed();
}

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : Number(left > right);
}
