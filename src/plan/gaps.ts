import type { Dialect } from '../model/dialect.ts';
import type { Row } from '../model/engine.ts';
import type { BucketFigures } from '../model/prediction.ts';
import type { Sql } from '../model/sql.ts';
import { column, name, sql } from '../sql/sql.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { formatInstant, last, parseInstant, shift, type Bucket, type Microseconds } from '../snapshot/instant.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import type { Part } from './measured-part.ts';

const epoch = '1970-01-01T00:00:00.000000Z';
const microsecondsPerSecond = 1_000_000;

/**
 * For each bucket, before and after: the longest time in microseconds between a row and the one before it, and the time
 * of the last row.
 * @param marked rows with their `bucket_start`
 */
export function gapPart(dialect: Dialect, { time }: CompiledStep, marked: RowSource): Part {
  const text = (value: Sql) => dialect.cast(value, dialect.ledgerTypes.text);
  const micros = column('m', 'micros');
  const sides = ['was_there', 'is_there'] as const;
  const there = (side: (typeof sides)[number], alias: string) =>
    sql`case when ${column(alias, side)} = 1 then ${column(alias, 'micros')} end`;
  const moment = column('t', 'moment');
  // Infinity is no number of microseconds.
  const timed = sql`select t.*, case when ${moment} <= ${dialect.instant(formatInstant(last), time!)}
      then ${dialect.microsecondsSince(epoch, moment, time!)} end as ${name('micros')} from ${marked} t`;
  // Among rows that are there as it is: a running maximum over a frame takes MySQL the square of the rows.
  const lastBefore = (side: (typeof sides)[number]) =>
    sql`lag(${micros}) over (partition by ${column('m', side)} order by ${micros})`;
  const rows = sql`(select m.*, ${lastBefore('was_there')} as ${name('previous_before')}, ${lastBefore('is_there')} as ${name('previous_after')} from (${timed}) m)`;
  const gap = (side: (typeof sides)[number], previous: string) =>
    text(sql`max(${there(side, 'o')} - ${column('o', previous)})`);
  const bucket = column('o', 'bucket_start');
  return {
    part: 'gap',
    group: dialect.text(bucket, time!),
    values: [
      gap('was_there', 'previous_before'),
      gap('is_there', 'previous_after'),
      ...sides.map((side) => text(sql`max(${there(side, 'o')})`)),
    ],
    rest: sql`from ${rows} o group by ${bucket}`,
  };
}

/** What `gapPart` tells of one bucket. */
export interface BucketGaps {
  readonly at: string;
  readonly before: Gap;
  readonly after: Gap;
}

interface Gap {
  /** Microseconds between two rows at the most; undefined where there are no two. */
  readonly between: bigint | undefined;
  readonly last: Microseconds | undefined;
}

/** Reads what `gapPart` selected. */
export function readGaps(rows: readonly Row[]): readonly BucketGaps[] {
  const whole = (value: unknown) => (value === null || value === undefined ? undefined : BigInt(String(value)));
  return rows.flatMap((row) => {
    const at = row['bucket'] === null ? undefined : parseInstant(String(row['bucket']));
    if (at === undefined) return [];
    const side = (between: string, last: string) => ({ between: whole(row[between]), last: whole(row[last]) });
    return [{ at: formatInstant(at), before: side('v1', 'v3'), after: side('v2', 'v4') }];
  });
}

/**
 * Buckets with the longest time without a row in each: between two rows, or from the last one to the bucket's end.
 * @param training buckets without holes, oldest first
 */
export function withGaps(
  training: readonly BucketFigures[],
  gaps: readonly BucketGaps[],
  bucket: Bucket,
): readonly BucketFigures[] {
  if (gaps.length === 0) return training;
  const known = new Map(gaps.map((each) => [each.at, each]));
  const seen: Record<'before' | 'after', Microseconds | undefined> = { before: undefined, after: undefined };
  return training.map((figures) => {
    const end = shift(parseInstant(figures.at)!, 1, { amount: 1, unit: 'bucket' }, bucket);
    const gapOf = (side: 'before' | 'after') => {
      const found = known.get(figures.at)?.[side];
      seen[side] = found?.last ?? seen[side];
      const open = seen[side] === undefined ? undefined : end - seen[side];
      const longest = [found?.between, open].filter((each) => each !== undefined);
      return longest.length === 0 ? undefined : Math.max(...longest.map(Number)) / microsecondsPerSecond;
    };
    return {
      ...figures,
      before: { ...figures.before, gap: gapOf('before') },
      after: { ...figures.after, gap: gapOf('after') },
    };
  });
}
