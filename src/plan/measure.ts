import type { Connection, Row } from '../model/engine.ts';
import type { Dialect } from '../model/dialect.ts';
import type { RowChange, Series, StepMetrics, Window } from '../model/plan.ts';
import type { BucketFigures, LabelCount } from '../model/prediction.ts';
import type { Sql } from '../model/sql.ts';
import { defined } from '../sql/defined.ts';
import { all, column, join, name, sql } from '../sql/sql.ts';
import { namedColumns, snapshotColumns } from '../snapshot/columns.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { neededColumns, windowCondition } from '../snapshot/conditions.ts';
import { snapshotDigest } from '../snapshot/digest.ts';
import { internal, internalColumn } from '../snapshot/internal.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import { candidatesOf, snapshotQuery, type Candidates } from '../snapshot/snapshot-query.ts';
import { readBuckets } from './bucket-figures.ts';
import { distancePart, distanceSubject, readDistance } from './distance.ts';
import { gapPart, readGaps, type BucketGaps } from './gaps.ts';
import { hasLabels, labelPart, readLabelCounts } from './label-counts.ts';
import type { Part } from './measured-part.ts';
import { metricOrder, metricsOf, readMetrics } from './metrics.ts';
import type { SnapshotRows } from '../snapshot/overlay.ts';
import { overlaidRows } from './overlaid-rows.ts';
import { readSample } from './sample.ts';
import { measuredRanges, readSeries } from './series.ts';

/** Rows of the diff that a plan shows; never all. */
const sampleRows = 5;

/** What the dry run of a step finds out. */
export interface Measurement {
  readonly rows: number;
  readonly digest: string;
  readonly metrics: StepMetrics;
  readonly series: Series | undefined;
  /** Figures of the buckets around the step's window that hold rows, oldest first; empty where it has none. */
  readonly buckets: readonly BucketFigures[];
  /** Times without rows in them; empty but for steps that are about freshness. */
  readonly gaps: readonly BucketGaps[];
  /** First Wasserstein distance between the changed values before and after, times their number; undefined where the step updates no numbers. */
  readonly distance: number | undefined;
  /** How often each label of the subject stands in the window; empty but for categories. */
  readonly labels: readonly LabelCount[];
  readonly samples: readonly RowChange[];
}

/**
 * Runs the snapshot query without writing: counts and digests the chosen rows, shows a few, and compares the table
 * before and after, all in one statement.
 * @param arrivals rows that earlier steps insert: they count, and are never chosen
 * @param scans how often it may read the table: with 1 the columns it needs are kept in between
 */
export async function measureStep(
  connection: Connection,
  compiled: CompiledStep,
  source: RowSource,
  arrivals: readonly SnapshotRows[],
  scans: 1 | 2,
): Promise<Measurement> {
  const { dialect } = connection;
  const { query, conditions } = baseRows(connection, compiled, source, arrivals);
  const base = defined('base', query, scans === 1 ? dialect.materialized : dialect.inlined);
  const snapshot = snapshotQuery(dialect, compiled, { from: base, conditions }, 'plan');
  const chosen = defined('chosen', snapshot, dialect.materialized);
  // Kept, since two parts read it; and a planner that knows of no more than the time range of one may expect a handful of rows there.
  const overlaid = defined('overlaid', overlaidRows(dialect, compiled, base, chosen), dialect.materialized);
  const ranges = measuredRanges(compiled);
  const parts = [
    summary(connection, compiled, chosen),
    samples(connection, compiled, chosen),
    totals(connection, compiled, overlaid),
  ];
  if (ranges.length > 0 && compiled.time) {
    const marked = inBuckets(dialect, compiled, ranges, overlaid);
    parts.push(series(connection, compiled, marked));
    if (compiled.anomaly.metric === 'freshness') parts.push(gapPart(dialect, compiled, marked));
  }
  if (hasLabels(compiled)) parts.push(labelPart(dialect, compiled, overlaid));
  if (distanceSubject(compiled)) parts.push(distancePart(dialect, compiled, chosen));
  const width = Math.max(...parts.map((part) => part.values.length));
  const rows = await connection.query(
    join(
      parts.map((part) => branch(connection, part, width)),
      sql` union all `,
    ),
  );
  return read(compiled, rows, ranges.length > 0);
}

/** The columns that the step needs, and its conditions evaluated under a name, so that they are not read twice. */
function baseRows(
  { dialect }: Connection,
  compiled: CompiledStep,
  source: RowSource,
  arrivals: readonly SnapshotRows[],
): { readonly query: Sql; readonly conditions: Candidates['conditions'] } {
  const { before, after } = snapshotColumns(compiled);
  const { from, conditions } = candidatesOf(dialect, compiled, source);
  const isCandidate = sql`case when ${all(conditions)} then 1 else 0 end as ${name(internal.candidate)}`;
  const needed = neededColumns(dialect, compiled, [...before, ...after]);
  const present = sql`select ${join([...needed.map((each) => column('t', each.name)), isCandidate])} from ${from} t`;
  const arriving = arrivals.map(({ columns, rows }) => {
    const values = needed.map((each) => {
      const position = columns.after.findIndex((stored) => stored.name === each.name) + 1;
      return position === 0 ? dialect.cast(sql`null`, each.storage) : column('fl_s', `a${position}`);
    });
    return sql`select ${join(values)}, 0 from ${rows} fl_s`;
  });
  return {
    query: join([present, ...arriving], sql` union all `),
    conditions: [sql`${internalColumn('candidate')} = 1`],
  };
}

function summary(connection: Connection, compiled: CompiledStep, chosen: RowSource): Part {
  const { dialect } = connection;
  const count = dialect.cast(sql`count(*)`, dialect.ledgerTypes.text);
  const digest = snapshotDigest(dialect, compiled);
  return { part: 'summary', group: sql`null`, values: [count, digest], rest: sql`from ${chosen} fl_s` };
}

function samples({ dialect }: Connection, compiled: CompiledStep, chosen: RowSource): Part {
  const columns = namedColumns(snapshotColumns(compiled));
  const values = columns.map((each) => dialect.text(column('fl_s', each.name), each.column));
  const first = sql`(select fl_s.* from ${chosen} fl_s order by ${column('fl_s', columns[0]!.name)} ${dialect.limit(sampleRows)})`;
  return { part: 'sample', group: sql`null`, values, rest: sql`from ${first} fl_s` };
}

function totals(connection: Connection, compiled: CompiledStep, overlaid: RowSource): Part {
  const inside = column('o', 'inside');
  return {
    part: 'total',
    group: inside,
    values: beforeAndAfter(connection, compiled),
    rest: sql`from ${overlaid} o group by ${connection.dialect.rollup(inside)}`,
  };
}

/** The rows in the ranges, each with the start of its bucket as a column of its own: not every engine sees that an expression of the select list is the one that it groups by. */
function inBuckets(dialect: Dialect, compiled: CompiledStep, ranges: readonly Window[], overlaid: RowSource): Sql {
  const time = compiled.time!;
  const start = dialect.bucketStart(column('t', 'moment'), compiled.step.bucket, time);
  const inRange = windowCondition(dialect, ranges, { ...time, name: 'moment' });
  return sql`(select t.*, ${start} as ${name('bucket_start')} from ${overlaid} t where ${inRange})`;
}

function series(connection: Connection, compiled: CompiledStep, marked: RowSource): Part {
  const bucket = column('o', 'bucket_start');
  return {
    part: 'series',
    group: connection.dialect.text(bucket, compiled.time!),
    values: beforeAndAfter(connection, { ...compiled, time: undefined }),
    rest: sql`from ${marked} o group by ${bucket}`,
  };
}

function beforeAndAfter({ dialect }: Connection, { subject, time }: CompiledStep): readonly Sql[] {
  const at = (value: string, presence: string) =>
    metricsOf(dialect, {
      subject: subject && { value: column('o', value), column: subject },
      time: time && { value: column('o', 'moment'), column: time },
      isThere: sql`${column('o', presence)} = 1`,
    });
  return [...at('value_before', 'was_there'), ...at('value_after', 'is_there')];
}

function branch({ dialect }: Connection, { part, group, values, rest }: Part, width: number): Sql {
  const text = (value: Sql) => dialect.cast(value, dialect.ledgerTypes.text);
  const padded = Array.from(
    { length: width },
    (_, index) => sql`${values[index] ?? text(sql`null`)} as ${name(`v${index + 1}`)}`,
  );
  return sql`select ${dialect.textLiteral(part)} as ${name('part')}, ${text(group)} as ${name('bucket')}, ${join(padded)} ${rest}`;
}

function read(compiled: CompiledStep, rows: readonly Row[], hasSeries: boolean): Measurement {
  const of = (part: Part['part']) => rows.filter((row) => row['part'] === part);
  const figures = (bucket: string | null) => {
    const row = of('total').find((each) => each['bucket'] === bucket);
    return { before: readMetrics(row, 0), after: readMetrics(row, metricOrder.length) };
  };
  const [found] = of('summary');
  return {
    rows: Number(found!['v1']),
    digest: String(found!['v2']),
    samples: of('sample').map((row) => readSample(compiled, row)),
    metrics: { table: figures(null), window: figures('1') },
    series: hasSeries ? readSeries(compiled, of('series')) : undefined,
    buckets: readBuckets(of('series')),
    gaps: readGaps(of('gap')),
    distance: readDistance(of('distance')),
    labels: readLabelCounts(of('label')),
  };
}
