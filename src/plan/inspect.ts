import type { Anomaly, Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { InspectedColumn, InspectedTime, Inspection } from '../model/inspection.ts';
import type { Step } from '../model/scenario.ts';
import type { Column, Key, Table } from '../model/table.ts';
import { freshColumns } from '../snapshot/fresh-key.ts';
import { bucketStart, formatInstant, parseInstant, shift, type Bucket } from '../snapshot/instant.ts';
import { tableSource } from '../snapshot/row-source.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import { unsuitableColumn } from './bind-step.ts';
import { chooseKey } from './choose-key.ts';
import { findTable } from './find-table.ts';
import { metricOrder, metricsOf, readMetrics } from './metrics.ts';
import { rowKeyHint } from './row-key-hint.ts';
import { semanticsOf } from './semantics.ts';
import { isTimeColumn, timeColumnOf } from './time-column.ts';

/** Buckets of time that are shown. */
const shownBuckets = 60;
/** Of a table that spans fewer microseconds than these, hours are counted; above the other, months. */
const twoDays = 172_800_000_000n;
const tenYears = 315_360_000_000_000n;

/** What one table is like, and which anomalies suit it: one profile query and one for its time. @throws UNKNOWN_TABLE, UNSUITABLE_TABLE */
export async function inspectTable(connection: Connection, catalog: Catalog, written: string): Promise<Inspection> {
  const table = await findTable(connection, written);
  const time = timeColumnOf(table);
  const profiles = await profileColumns(connection, table);
  const key = await keyOf(connection, table);
  const keyColumns = 'reason' in key ? [] : key.columns;
  const rows = profiles.rows;
  const isBlocked = 'reason' in key || table.changeBlocker !== undefined;
  const followed = await followedColumns(connection, table);
  const columns = profiles.columns.map((profile): InspectedColumn => {
    const after = followed.get(profile.column.name);
    const semantics = after === undefined ? semanticsOf(profile, rows) : { looksLike: 'after' as const, column: after };
    return {
      ...profile,
      semantics,
      suits: isBlocked ? [] : suiting(catalog, table, keyColumns, { ...profile, semantics }),
    };
  });
  const spread =
    time &&
    (await timeSpread(
      connection,
      table,
      time,
      profiles.columns.find((each) => each.column === time)!,
    ));
  return {
    table,
    rows,
    bytes: table.bytes,
    key,
    time: spread,
    columns,
    suits: [
      ...(isBlocked || table.insertBlocker !== undefined ? [] : suitingRows(connection, catalog, table, keyColumns)),
      ...(await suitingFiles(connection, catalog, table)),
    ],
  };
}

type Profile = Omit<InspectedColumn, 'semantics' | 'suits'>;

async function profileColumns(
  connection: Connection,
  table: Table,
): Promise<{ readonly rows: number; readonly columns: readonly Profile[] }> {
  const isThere = sql`1 = 1`;
  const figures = table.columns.flatMap((each) =>
    metricsOf(connection.dialect, {
      subject: { value: column('t', each.name), column: each },
      time: undefined,
      isThere,
    }),
  );
  const [row] =
    await connection.query(sql`select ${join(figures.map((figure, index) => sql`${figure} as ${name(`v${index + 1}`)}`))}
    from ${connection.dialect.table(table.name)} t`);
  const metrics = table.columns.map((_, index) => readMetrics(row, index * metricOrder.length));
  return {
    rows: metrics[0]?.rows ?? 0,
    columns: metrics.map(({ nulls, distinct, min, max }, index) => ({
      column: table.columns[index]!,
      nulls,
      distinct,
      min,
      max,
    })),
  };
}

async function keyOf(connection: Connection, table: Table): Promise<Key | { readonly reason: string }> {
  try {
    return await chooseKey(connection, table, tableSource(connection.dialect, table), 'auto');
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'NO_KEY') {
      const hint = rowKeyHint(connection, table);
      return { reason: hint === undefined ? error.message : `${error.message}; name one in a step, ${hint}` };
    }
    throw error;
  }
}

/** For each time column the first other one of its kind that it never precedes, in one scan. */
async function followedColumns(connection: Connection, table: Table): Promise<ReadonlyMap<string, string>> {
  const { dialect } = connection;
  const times = table.columns.filter(isTimeColumn);
  const pairs = times.flatMap((later) =>
    times
      .filter((earlier) => earlier !== later && earlier.kind === later.kind)
      .map((earlier) => ({ earlier: earlier.name, later: later.name })),
  );
  if (pairs.length === 0) return new Map();
  const verdicts = pairs.flatMap(({ earlier, later }, index) => [
    sql`${dialect.countIf(sql`${column('t', later)} < ${column('t', earlier)}`)} as ${name(`before_${index}`)}`,
    sql`${dialect.countIf(sql`${column('t', later)} > ${column('t', earlier)}`)} as ${name(`after_${index}`)}`,
  ]);
  const [row] = await connection.query(sql`select ${join(verdicts)} from ${dialect.table(table.name)} t`);
  const following = pairs.filter(
    (_, index) => Number(row![`before_${index}`]) === 0 && Number(row![`after_${index}`]) > 0,
  );
  return new Map(following.toReversed().map(({ earlier, later }) => [later, earlier]));
}

async function timeSpread(
  connection: Connection,
  table: Table,
  time: Column,
  { min, max }: Profile,
): Promise<InspectedTime> {
  const [first, last] = [min, max].map((text) => (text === null ? undefined : parseInstant(text)));
  const bucket: Bucket =
    first === undefined || last === undefined
      ? 'day'
      : last - first < twoDays
        ? 'hour'
        : last - first > tenYears
          ? 'month'
          : 'day';
  const span = {
    column: time.name,
    first: first === undefined ? null : formatInstant(first),
    last: last === undefined ? null : formatInstant(last),
    bucket,
  };
  if (first === undefined || last === undefined) return { ...span, perBucket: [] };
  const end = bucketStart(last, bucket);
  const wanted = shift(end, -1, { amount: shownBuckets - 1, unit: 'bucket' }, bucket);
  const start = wanted > first ? wanted : bucketStart(first, bucket);
  return { ...span, perBucket: await rowsPerBucket(connection, table, time, bucket, start, end) };
}

async function rowsPerBucket(
  connection: Connection,
  table: Table,
  time: Column,
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

/** Anomalies that the column suits by type, place in the table, and content. */
function suiting(
  catalog: Catalog,
  table: Table,
  key: readonly Column[],
  profile: Omit<InspectedColumn, 'suits'>,
): readonly string[] {
  return [...catalog.values()]
    .filter(
      (anomaly) =>
        (anomaly.effect === 'update' || (anomaly.effect === 'alter' && anomaly.takesColumn !== false)) &&
        unsuitableColumn(anomaly, table, key, profile.column) === undefined,
    )
    .filter((anomaly) => suitsTime(anomaly, table) && suitsContent(anomaly, profile))
    .map((anomaly) => anomaly.id);
}

function suitsContent(anomaly: Anomaly, { semantics, distinct }: Omit<InspectedColumn, 'suits'>): boolean {
  if (anomaly.effect !== 'update') return true;
  if (anomaly.categories && (distinct === null || distinct < 2 || distinct > anomaly.categories.most)) return false;
  return anomaly.contents === undefined || (semantics !== undefined && anomaly.contents.includes(semantics.looksLike));
}

function suitsTime(anomaly: Anomaly, table: Table): boolean {
  return anomaly.window?.needsTime !== true || timeColumnOf(table) !== undefined;
}

/** Anomalies that break the files of which the table is made. */
async function suitingFiles({ files }: Connection, catalog: Catalog, table: Table): Promise<readonly string[]> {
  const suits: string[] = [];
  for (const anomaly of files === undefined ? [] : catalog.values()) {
    if (anomaly.effect !== 'file') continue;
    const parameters = anomaly.parameters['properties'] as Readonly<Record<string, { readonly default?: unknown }>>;
    const defaults = Object.entries(parameters).map(([key, schema]) => [key, schema.default] as const);
    const damage = anomaly.damage({ with: Object.fromEntries(defaults), amplitude: anomaly.amplitude?.default });
    if (await files!.suits(table.name, damage)) suits.push(anomaly.id);
  }
  return suits;
}

function suitingRows(
  { dialect }: Connection,
  catalog: Catalog,
  table: Table,
  key: readonly Column[],
): readonly string[] {
  return [...catalog.values()]
    .filter((anomaly) => {
      if (anomaly.effect !== 'insert' && anomaly.effect !== 'delete') return false;
      if (anomaly.effect === 'insert' && 'reason' in freshColumns({ anomaly, table, key })) return false;
      const step = { with: {} } as Step;
      return suitsTime(anomaly, table) && anomaly.unsuitable?.({ dialect, table, step, with: {} }) === undefined;
    })
    .map((anomaly) => anomaly.id);
}
