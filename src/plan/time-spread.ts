import type { Connection } from '../model/engine.ts';
import type { InspectedTime } from '../model/inspection.ts';
import type { ColumnProfile } from '../model/profile.ts';
import type { Table } from '../model/table.ts';
import { bucketStart, formatInstant, parseInstant, shift, type Bucket } from '../snapshot/instant.ts';
import { column, name, sql } from '../sql/sql.ts';

/** Buckets of time that are shown. */
const shownBuckets = 60;
/** Of a table that spans fewer microseconds than these, hours are counted; above the other, months. */
const twoDays = 172_800_000_000n;
const tenYears = 315_360_000_000_000n;

/** How a table's rows are spread over its time column: one statement, unless the profile has no time. @param profile of the time column */
export async function timeSpread(connection: Connection, table: Table, profile: ColumnProfile): Promise<InspectedTime> {
  const { min, max } = profile;
  const [first, last] = [min, max].map((text) => (text === null ? undefined : parseInstant(text)));
  const bucket = bucketFor(first, last);
  const span = {
    column: profile.column.name,
    first: first === undefined ? null : formatInstant(first),
    last: last === undefined ? null : formatInstant(last),
    bucket,
  };
  if (first === undefined || last === undefined) return { ...span, perBucket: [] };
  const end = bucketStart(last, bucket);
  const wanted = shift(end, -1, { amount: shownBuckets - 1, unit: 'bucket' }, bucket);
  const start = wanted > first ? wanted : bucketStart(first, bucket);
  return { ...span, perBucket: await rowsPerBucket(connection, table, profile, bucket, start, end) };
}

function bucketFor(first: bigint | undefined, last: bigint | undefined): Exclude<Bucket, 'week'> {
  if (first === undefined || last === undefined) return 'day';
  if (last - first < twoDays) return 'hour';
  return last - first > tenYears ? 'month' : 'day';
}

async function rowsPerBucket(
  connection: Connection,
  table: Table,
  { column: time }: ColumnProfile,
  bucket: Bucket,
  start: bigint,
  end: bigint,
): Promise<InspectedTime['perBucket']> {
  const { dialect } = connection;
  const value = column('t', time.name);
  const group = column('g', 'bucket_start');
  const found =
    await connection.query(sql`select ${dialect.text(group, time)} as ${name('at')}, count(*) as ${name('rows')}
    from (select ${dialect.bucketStart(value, bucket, time)} as ${name('bucket_start')}
      from ${dialect.table(table.name)} t
      where ${value} >= ${dialect.instant(formatInstant(start), time)}) g
    group by ${group}`);
  const counts = new Map(found.map((row) => [parseInstant(String(row['at'])), Number(row['rows'])]));
  const buckets = [];
  for (let at = start; at <= end; at = shift(at, 1, { amount: 1, unit: 'bucket' }, bucket)) {
    buckets.push({ at: formatInstant(at), rows: counts.get(at) ?? 0 });
  }
  return buckets;
}
