import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import epochTimestamp from '../../src/anomaly/pipeline/epoch-timestamp.ts';
import futureTimestamp from '../../src/anomaly/pipeline/future-timestamp.ts';
import lateArrival from '../../src/anomaly/pipeline/late-arrival.ts';
import timezoneShift from '../../src/anomaly/pipeline/timezone-shift.ts';
import orderViolation from '../../src/anomaly/quality/order-violation.ts';
import type { RowContext } from '../../src/model/anomaly-context.ts';
import type { UpdateAnomaly } from '../../src/model/anomaly.ts';
import type { Label } from '../../src/model/run.ts';
import { perform, stageOf, textsOf, type Stage } from '../conformance/stage.ts';
import type { TableTexts } from '../plan/replay.ts';
import { loadWideBirdstrikes } from '../support/data-sets.ts';
import { testEngines } from '../support/engines.ts';
import { strike } from './strike.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-20T09:00:00Z');

/** Milliseconds of a timestamp's or a date's text. */
function at(text: string | null | undefined): number {
  return Date.parse(`${String(text).replace(' ', 'T')}${String(text).length > 10 ? 'Z' : 'T00:00:00Z'}`);
}

/** Rows of each day that a column says. */
function perDay(rows: TableTexts, column: string): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows.values()) {
    const day = at(row[column]!.slice(0, 10));
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}

function stepOf(anomaly: string, column: string, more: string): string {
  return `- {id: s, anomaly: ${anomaly}, table: birdstrikes, column: ${column}, ${more}}`;
}

describe.each(testEngines)('times of the birdstrikes, on $name,', (engine) => {
  let stage: Stage;
  let before: TableTexts;

  beforeAll(async () => {
    stage = await stageOf(await engine.createDatabase(), loadWideBirdstrikes);
    before = await textsOf(stage);
  }, 60_000);
  afterAll(() => stage.database.drop());

  const rowOf = (label: Label) => before.get(label.key)!;

  test('late-arrival loads a fifth of the rows a day after they were loaded or happened, whichever is later', async () => {
    const step = (column: string, event: string) =>
      stepOf('late-arrival', column, `during: all, with: {event: ${event}}`);
    const { labels } = await perform(stage, step('ended_at', 'started_at'));
    expect(labels).toHaveLength(Math.round(before.size * 0.2));
    for (const label of labels) expect(at(label.after)).toBe(at(label.before) + 24 * hour);
    const early = await perform(stage, step('started_at', 'ended_at'));
    for (const label of early.labels) expect(at(label.after)).toBe(at(rowOf(label)['ended_at']) + 24 * hour);
  });

  test('out-of-order lets neighbours in time trade their timestamps, and keeps all of them', async () => {
    const during = 'during: {column: started_at, from: first, to: latest}';
    const { labels, after } = await perform(stage, stepOf('out-of-order', 'started_at', `${during}, volume: 10%`));
    const times = (rows: TableTexts) => [...rows.values()].map((row) => String(row['started_at'])).toSorted();
    expect(times(after)).toEqual(times(before));
    const order = [...before.values()].toSorted(
      (left, right) => at(left['started_at']) - at(right['started_at']) || Number(left['id']) - Number(right['id']),
    );
    const places = new Map(order.map((row, place) => [row['id'], place]));
    for (const label of labels) {
      const place = places.get(label.key)!;
      const neighbour = order[place % 2 === 0 ? place + 1 : place - 1]!;
      expect(label.after).toBe(neighbour['started_at']);
    }
    expect(labels.length).toBeGreaterThan(before.size * 0.07);
  });

  test('out-of-order of two rows is one switch of two positions with the same values', async () => {
    const { labels } = await perform(stage, stepOf('out-of-order', 'flight_date', 'during: all, volume: 2 rows'));
    const [one, other] = labels;
    expect(labels).toHaveLength(2);
    expect([one!.before, one!.after]).toEqual([other!.after, other!.before]);
  });

  test('timezone-shift moves each timestamp by five hours, and the plan shows the rows that leave a day and come to the next', async () => {
    const during = 'during: {column: started_at, from: 2000-03-01, to: 2000-06-01}';
    const { labels, after, planned } = await perform(stage, stepOf('timezone-shift', 'started_at', during));
    for (const label of labels) expect(at(label.after)).toBe(at(label.before) + 5 * hour);
    const inside = [...before.values()].filter(
      (row) => at(row['started_at']) >= at('2000-03-01') && at(row['started_at']) < at('2000-06-01'),
    );
    expect(labels).toHaveLength(inside.length);
    const [was, is] = [perDay(before, 'started_at'), perDay(after, 'started_at')];
    const { metric, points } = planned.series!;
    expect(metric).toBe('rows');
    for (const point of points) {
      const day = Date.parse(point.at);
      expect([point.before ?? 0, point.after ?? 0]).toEqual([was.get(day) ?? 0, is.get(day) ?? 0]);
    }
    expect(points.some((point) => (point.after ?? 0) > (point.before ?? 0))).toBe(true);
    expect(points.some((point) => (point.after ?? 0) < (point.before ?? 0))).toBe(true);
  });

  test('future-timestamp sets times ahead of the clock, by no more than its amplitude, spread over it', async () => {
    const { labels } = await perform(stage, stepOf('future-timestamp', 'started_at', 'during: all, volume: 20%'));
    const ahead = labels.map((label) => at(label.after) - now);
    expect(Math.min(...ahead)).toBeGreaterThan(0);
    expect(Math.max(...ahead)).toBeLessThanOrEqual(365 * 24 * hour);
    // The mean of n uniform lengths lies within four standard errors of the middle.
    const mean = ahead.reduce((sum, each) => sum + each, 0) / ahead.length / (365 * 24 * hour);
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * ahead.length));
    const dates = await perform(stage, stepOf('future-timestamp', 'flight_date', 'during: all, amplitude: 1 second'));
    expect(new Set(dates.labels.map((label) => label.after))).toEqual(new Set(['2026-11-21']));
  });

  test('epoch-timestamp sets times to the beginning of Unix time', async () => {
    const { labels } = await perform(stage, stepOf('epoch-timestamp', 'ended_at', 'during: all'));
    expect(labels).toHaveLength(Math.round(before.size / 100));
    expect(new Set(labels.map((label) => label.after))).toEqual(new Set(['1970-01-01 00:00:00']));
  });

  test('order-violation ends what it takes before it starts, by a day at most, or a week of dates', async () => {
    const { labels } = await perform(
      stage,
      stepOf('order-violation', 'ended_at', 'during: all, with: {start: started_at}'),
    );
    for (const label of labels) {
      const gap = at(rowOf(label)['started_at']) - at(label.after);
      expect(gap).toBeGreaterThan(0);
      expect(gap).toBeLessThanOrEqual(24 * hour);
    }
    const dates = await perform(
      stage,
      stepOf('order-violation', 'flight_date', 'during: all, with: {start: started_at}'),
    );
    const days = dates.labels.map(
      (label) => (at(rowOf(label)['started_at']!.slice(0, 10)) - at(label.after)) / 24 / hour,
    );
    expect([Math.min(...days), Math.max(...days)]).toEqual([1, 7]);
  });

  test('stale-table sets the newest rows back in place: none is gone, and nothing is newer than the window', async () => {
    const step = '- {id: s, anomaly: stale-table, table: birdstrikes, amplitude: 60, with: {method: backdate}}';
    const { labels, after, planned } = await perform(stage, step);
    expect(planned).toMatchObject({ effect: 'update', column: 'flight_date' });
    const from = Date.parse(planned.frozen.windows![0]!.from!);
    const newest = (rows: TableTexts) => Math.max(...[...rows.values()].map((row) => at(row['flight_date'])));
    expect(after.size).toBe(before.size);
    expect(newest(before)).toBeGreaterThanOrEqual(from);
    expect(newest(after)).toBeLessThan(from);
    for (const label of labels) expect((at(label.before) - at(label.after)) / 24 / hour).toBe(60);
    expect(planned.metrics!.table.after.freshness! < planned.metrics!.table.before.freshness!).toBe(true);
    expect(labels).toHaveLength([...before.values()].filter((row) => at(row['flight_date']) >= from).length);
  });

  test('lengths of time that dates cannot move by are refused', async () => {
    const step = stepOf('late-arrival', 'flight_date', 'during: all, with: {event: started_at}, amplitude: 5 hours');
    await expect(perform(stage, step)).rejects.toMatchObject({
      problems: [
        {
          code: 'INVALID_VALUE',
          message: expect.stringMatching(/flight_date \(date\) has no time of day to move by 18000/i),
        },
      ],
    });
    await expect(perform(stage, stepOf('timezone-shift', 'flight_date', 'during: all'))).rejects.toMatchObject({
      problems: [
        { code: 'UNSUITABLE_COLUMN', message: expect.stringMatching(/holds no timestamps with a time of day/) },
      ],
    });
  });

  test('times with and without a zone are compared in UTC', async () => {
    const values = ['2023-12-31 23:00:00.5-01', '2024-01-02 00:00:00.5+02', 'infinity', null];
    const late = { type: 'timestamptz', values, with: { event: 'day' } };
    const { after } = await strike(stage.connection, lateArrival as UpdateAnomaly, late);
    expect(after).toEqual(['2024-01-02 00:00:00.5+00', '2024-01-02 22:00:00.5+00', undefined, undefined]);
    const early = {
      type: 'timestamptz',
      values: ['2023-12-31 23:00:00-02', '2024-01-01 00:00:00+02'],
      with: { start: 'day' },
    };
    const [ends, isBefore] = (await strike(stage.connection, orderViolation as UpdateAnomaly, early)).after;
    expect(isBefore).toBeUndefined();
    expect(Date.parse(ends!.replace('+00', 'Z'))).toBeLessThan(Date.parse('2024-01-01T00:00:00Z'));
  });

  test('what has no room in the years of its type stays as it is, and so do NULL and what has no end', async () => {
    const values = ['9999-12-31 18:59:59', '9999-12-31 19:00:00', '0001-01-01 00:00:00', 'infinity', null];
    const { after } = await strike(stage.connection, timezoneShift as UpdateAnomaly, { type: 'timestamp', values });
    expect(after).toEqual(['9999-12-31 23:59:59', undefined, '0001-01-01 05:00:00', undefined, undefined]);
    const west = { type: 'timestamp', values, amplitude: '-18000' };
    expect((await strike(stage.connection, timezoneShift as UpdateAnomaly, west)).after[2]).toBeUndefined();
  });
});

describe('types that begin or end at other moments', () => {
  const flags = { isNullable: true, isComputed: false, isIdentity: false, isGenerator: false };
  const moments = { first: '1970-01-01T00:00:01Z', last: '2038-01-19T03:14:07Z' };
  const column = {
    name: 'seen',
    ordinal: 1,
    kind: 'timestamptz' as const,
    type: 'timestamp',
    storage: 'datetime',
    moments,
    ...flags,
  };
  const table = {
    name: { schema: 'shop', name: 'visits' },
    identity: '1',
    type: 'table' as const,
    columns: [column],
    keys: [],
    references: [],
    referencedBy: [],
    triggers: [],
    publications: [],
  };

  test('future-timestamp refuses to go beyond the last one, with figures', () => {
    const context = { table, column, amplitude: String(20 * 31_536_000), now: '2026-11-20T09:00:00.000000Z' };
    const check = () => (futureTimestamp as UpdateAnomaly).check!(context as unknown as RowContext);
    expect(check).toThrow('the times would reach 2046-11-15, but shop.visits.seen (timestamp) ends on 2038-01-19');
    expect(check).toThrow(expect.objectContaining({ hint: 'Lower the amplitude to 4077 days.' }));
  });

  test('epoch-timestamp refuses types that begin later', () => {
    const unsuitable = (first: string) =>
      (epochTimestamp as UpdateAnomaly).unsuitable({ ...column, moments: { ...moments, first } }, table);
    expect(unsuitable(moments.first)).toBeUndefined();
    expect(unsuitable('1980-01-01T00:00:00Z')).toBe('begins after 1970-01-01 (timestamp)');
  });
});
