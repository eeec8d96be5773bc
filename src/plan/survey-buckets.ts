import type { Statistics } from '../model/anomaly-context.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import type { Connection } from '../model/engine.ts';
import type { Sql } from '../model/sql.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { whereCondition, windowCondition } from '../snapshot/conditions.ts';
import {
  bucketStart,
  formatInstant,
  parseInstant,
  shift,
  type Bucket,
  type Microseconds,
} from '../snapshot/instant.ts';
import { internal, internalColumn } from '../snapshot/internal.ts';
import { rowContext } from '../snapshot/row-context.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import { all, column, join, name, sql } from '../sql/sql.ts';
import { rounded } from './survey.ts';

const one = { amount: 1, unit: 'bucket' } as const;

/**
 * Aggregates of each bucket of time, in one scan: from the baseline before the first window, or the table's first
 * value where that comes later, to the end of the last window. Figures of floats are rounded, others are exact.
 * @returns the step with them among its statistics
 */
export async function surveyBuckets(
  connection: Connection,
  compiled: CompiledStep,
  source: RowSource,
  first: Microseconds | undefined,
): Promise<CompiledStep> {
  const { anomaly, frozen } = compiled;
  const survey = isOfRows(anomaly) ? anomaly.bucketSurvey : undefined;
  if (survey === undefined) return compiled;
  const context = rowContext(connection.dialect, compiled, [], false);
  const starts = startsOf(compiled, survey.baseline, first);
  const figures = Object.entries(survey.figures(context));
  const rows = starts.length === 0 ? [] : await readBuckets(connection, compiled, source, starts, figures);
  const isFloat = compiled.subject?.kind === 'float';
  const found = new Map(rows.map((row) => [keyOf(String(row['bucket'])), row]));
  const figureOf = (at: Microseconds, title: string) => {
    const value = found.get(formatInstant(at))?.[title] ?? null;
    return (isFloat ? rounded(value) : value === null ? null : String(value)) ?? '0';
  };
  const lists: Statistics = Object.fromEntries(
    figures.map(([title]) => [title, starts.map((at) => figureOf(at, title))]),
  );
  const statistics = { ...frozen.statistics, buckets: starts.map(formatInstant), ...lists };
  return { ...compiled, frozen: { ...frozen, statistics } };
}

async function readBuckets(
  connection: Connection,
  compiled: CompiledStep,
  source: RowSource,
  starts: readonly Microseconds[],
  figures: readonly (readonly [string, Sql])[],
) {
  const { dialect } = connection;
  const { step } = compiled;
  const time = compiled.time!;
  const range = { from: formatInstant(starts[0]!), to: formatInstant(shift(starts.at(-1)!, 1, one, step.bucket)) };
  const where = whereCondition(dialect, compiled);
  const inRange = windowCondition(dialect, [range], time);
  const start = dialect.bucketStart(column('t', time.name), step.bucket, time);
  const rows = sql`(select t.*, ${start} as ${name(internal.bucket)} from ${source} t
    where ${all([...(where ? [where] : []), inRange])} ${dialect.fence})`;
  const bucket = internalColumn('bucket');
  const text = (value: Sql) => dialect.cast(value, dialect.ledgerTypes.text);
  const selected = figures.map(([title, value]) => sql`${text(value)} as ${name(title)}`);
  return connection.query(sql`select ${dialect.text(bucket, time)} as ${name('bucket')}, ${join(selected)}
    from ${rows} t
    group by ${bucket}`);
}

/** When each surveyed bucket begins. */
function startsOf({ frozen, step }: CompiledStep, baseline: number, first: Microseconds | undefined): Microseconds[] {
  const [from, to] = [frozen.windows?.[0]?.from, frozen.windows?.at(-1)?.to];
  if (from === undefined || to === undefined || first === undefined) return [];
  const begin = shift(
    bucketStart(parseInstant(from)!, step.bucket),
    -1,
    { amount: baseline, unit: 'bucket' },
    step.bucket,
  );
  const starts: Microseconds[] = [];
  const earliest = bucketStart(first, step.bucket);
  for (let at = begin > earliest ? begin : earliest; at < parseInstant(to)!; at = next(at, step.bucket))
    starts.push(at);
  return starts;
}

function next(at: Microseconds, bucket: Bucket): Microseconds {
  return shift(at, 1, one, bucket);
}

function keyOf(text: string): string {
  const instant = parseInstant(text);
  return instant === undefined ? text : formatInstant(instant);
}
