import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { FaultlineError } from '../../src/model/errors.ts';
import { formatInstant, parseInstant } from '../../src/snapshot/instant.ts';
import { resolveWindows, type TimeBounds } from '../../src/snapshot/windows.ts';
import { stepWindows } from '../../src/plan/step-windows.ts';
import type { Column, Table } from '../../src/model/table.ts';
import { scenarioOf } from '../run/workbench.ts';

const now = '2026-11-20 09:30';
const orders = { first: '2026-01-15 07:00', latest: '2026-11-20 08:59:59.5', now };

const orderedAt: Column = {
  name: 'ordered_at',
  ordinal: 2,
  kind: 'timestamp',
  type: 'timestamp',
  storage: 'timestamp',
  isNullable: false,
  isComputed: false,
  isIdentity: false,
  isGenerator: false,
};

/** The windows of a step of the shop's orders, as `from … to` without what is zero. */
function windowsOf(
  keys: string,
  times: { first?: string; latest?: string; now: string } = orders,
  anomaly = 'null-spike, column: email',
) {
  const step = scenarioOf('windows', `- {id: s, anomaly: ${anomaly}, table: orders${keys === '' ? '' : `, ${keys}`}}`)
    .steps[0]!;
  const table: Table = {
    name: { schema: 'public', name: 'orders' },
    identity: '1',
    type: 'table',
    columns: [orderedAt],
    keys: [],
    references: [],
    referencedBy: [],
    triggers: [],
    publications: [],
  };
  const bound = {
    step,
    anomaly: catalog.get(step.anomaly)!,
    seed: '7',
    table,
    key: [],
    subject: undefined,
    time: orderedAt,
  };
  return stepWindows(bound, boundsOf(times))?.map(({ from, to }) => `${brief(from)} … ${brief(to)}`);
}

function boundsOf(times: { first?: string; latest?: string; now: string }): TimeBounds {
  const at = (text: string | undefined) => (text === undefined ? undefined : parseInstant(text));
  return { first: at(times.first), latest: at(times.latest), now: parseInstant(times.now)! };
}

function brief(iso: string | undefined): string {
  return iso === undefined
    ? ''
    : iso
        .replace('T', ' ')
        .replace(/\.0+Z$|Z$/u, '')
        .replace(/:00$/u, '')
        .replace(/ 00:00$/u, '');
}

describe('the default window', () => {
  it.each([
    ['the day before an unfinished one', '', orders, ['2026-11-19 … 2026-11-20']],
    ['the latest day where it is over', '', { ...orders, latest: '2026-11-19 08:00' }, ['2026-11-19 … 2026-11-20']],
    [
      'the latest day of a table that went stale',
      '',
      { ...orders, latest: '2026-08-03 23:59' },
      ['2026-08-03 … 2026-08-04'],
    ],
    [
      'the day that ends just now',
      '',
      { ...orders, latest: '2026-11-19 23:59:59.999999', now: '2026-11-20' },
      ['2026-11-19 … 2026-11-20'],
    ],
    ['the last full hour', 'bucket: hour', orders, ['2026-11-20 08:00 … 2026-11-20 09:00']],
    ['the last full week, from Monday on', 'bucket: week', orders, ['2026-11-09 … 2026-11-16']],
    ['the last full month', 'bucket: month', orders, ['2026-10-01 … 2026-11-01']],
    [
      'February of a leap year',
      'bucket: month',
      { ...orders, latest: '2024-03-01', now: '2024-03-01 10:00' },
      ['2024-02-01 … 2024-03-01'],
    ],
  ])('is %s', (_, keys, times, windows) => {
    expect(windowsOf(keys, times)).toEqual(windows);
  });

  it('is as long as the step says', () => {
    expect(windowsOf('duration: 3 days')).toEqual(['2026-11-17 … 2026-11-20']);
    expect(windowsOf('duration: 36 hours')).toEqual(['2026-11-18 12:00 … 2026-11-20']);
    expect(windowsOf('duration: 2 buckets, bucket: month')).toEqual(['2026-09-01 … 2026-11-01']);
  });

  it('of an anomaly without an end begins as many buckets back as its amplitude', () => {
    expect(windowsOf('', orders, 'stale-table')).toEqual(['2026-11-17 … ']);
    expect(windowsOf('amplitude: 2, bucket: month', orders, 'stale-table')).toEqual(['2026-09-01 … ']);
  });

  it('does not exist in an empty table', () => {
    expect(windowsOf('', { now })).toEqual([]);
    expect(windowsOf('during: {last: 3 buckets}', { now })).toEqual([]);
    expect(windowsOf('during: {from: latest - 3 days}', { now })).toEqual([]);
    expect(windowsOf('frequency: 1 day', { now })).toEqual([]);
  });
});

describe('a stretch of time', () => {
  it.each([
    ['last: 3 buckets', '2026-11-17 … 2026-11-20'],
    ['last: 1 month', '2026-10-20 … 2026-11-20'],
    ['from: latest - 7 days', '2026-11-13 08:59:59.500000 … '],
    ['from: latest - 7 days, to: latest', '2026-11-13 08:59:59.500000 … 2026-11-20 08:59:59.500001'],
    ['from: 2026-11-01, to: latest - 1 day', '2026-11-01 … 2026-11-19 08:59:59.500000'],
    ['to: 2026-02-01', '2026-01-15 07:00 … 2026-02-01'],
    ['from: first + 1 month, to: now', '2026-02-15 07:00 … 2026-11-20 09:30'],
    ['from: now - 2 hours', '2026-11-20 07:30 … '],
    ['from: 2026-11-01T06:00:00+02:00, to: 2026-11-02', '2026-11-01 04:00 … 2026-11-02'],
  ])('{%s} is %s', (during, window) => {
    expect(windowsOf(`during: {${during}}`)).toEqual([window]);
  });

  it('is cut to the duration of one occurrence', () => {
    expect(windowsOf('during: {from: 2026-11-01, to: 2026-11-10}, duration: 12 hours')).toEqual([
      '2026-11-01 … 2026-11-01 12:00',
    ]);
    expect(windowsOf('during: {from: 2026-11-01, to: 2026-11-01T06:00:00Z}, duration: 12 hours')).toEqual([
      '2026-11-01 … 2026-11-01 06:00',
    ]);
    expect(windowsOf('during: all, duration: 2 days')).toEqual(['2026-01-15 07:00 … 2026-01-17 07:00']);
  });

  it('that ends before it begins is refused', () => {
    expect(() => windowsOf('during: {from: now, to: latest}')).toThrow(
      /empty window: 2026-11-20T09:30:00.000000Z to 2026-11-20T08:59:59.500000Z/u,
    );
  });

  it('is all of time where the step says so', () => {
    expect(windowsOf('during: all')).toBeUndefined();
  });
});

describe('occurrences', () => {
  it('follow one another from start to start', () => {
    expect(
      windowsOf('during: {from: 2026-11-10, to: 2026-11-12T12:00:00Z}, frequency: 1 day, duration: 2 hours'),
    ).toEqual(['2026-11-10 … 2026-11-10 02:00', '2026-11-11 … 2026-11-11 02:00', '2026-11-12 … 2026-11-12 02:00']);
  });

  it('keep the day of the month where the months have it', () => {
    expect(windowsOf('during: {from: 2026-01-31, to: 2026-05-01}, frequency: 1 month, duration: 1 day')).toEqual([
      '2026-01-31 … 2026-02-01',
      '2026-02-28 … 2026-03-01',
      '2026-03-31 … 2026-04-01',
      '2026-04-30 … 2026-05-01',
    ]);
  });

  it('cover all of the data, its latest value included, where no stretch is named', () => {
    expect(windowsOf('frequency: 5 months')).toEqual([
      '2026-01-15 07:00 … 2026-06-15 07:00',
      '2026-06-15 07:00 … 2026-11-15 07:00',
      '2026-11-15 07:00 … 2026-11-20 08:59:59.500001',
    ]);
  });

  it('of more than a thousand are refused', () => {
    const refusal = () => windowsOf('frequency: 1 hour');
    expect(refusal).toThrow(FaultlineError);
    expect(refusal).toThrow(/more than 1000 occurrences/u);
  });
});

describe('a shape that rises or falls', () => {
  it('gets an end where the stretch has none', () => {
    expect(windowsOf('during: {from: 2026-11-01}, shape: ramp', orders, 'level-shift, column: total')).toEqual([
      '2026-11-01 … 2026-11-20 08:59:59.500001',
    ]);
    expect(windowsOf('during: all, shape: bell', orders, 'level-shift, column: total')).toEqual([
      '2026-01-15 07:00 … 2026-11-20 08:59:59.500001',
    ]);
    expect(windowsOf('during: {from: 2026-11-01}', orders, 'level-shift, column: total')).toEqual(['2026-11-01 … ']);
  });
});

describe('whatever the step says', () => {
  const moments = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2026, 10, 20) }).map((at) => BigInt(at) * 1000n);
  const lengths = fc.record({
    amount: fc.integer({ min: 1, max: 90 }),
    unit: fc.constantFrom('hour', 'day', 'week', 'month', 'bucket'),
  });

  it('occurrences are in order, do not overlap, and lie inside the stretch', () => {
    const step = scenarioOf('windows', '- {id: s, anomaly: null-spike, table: orders, column: email}').steps[0]!;
    fc.assert(
      fc.property(
        moments,
        moments,
        lengths,
        lengths,
        fc.constantFrom('hour', 'day', 'week', 'month'),
        (one, other, frequency, duration, bucket) => {
          const [from, to] = one < other ? [one, other] : [other, one];
          fc.pre(from < to);
          const during = { from: { anchor: { iso: formatInstant(from) } }, to: { anchor: { iso: formatInstant(to) } } };
          const bounds = { first: from, latest: to, now: to };
          let windows;
          try {
            windows = resolveWindows({ ...step, during, frequency, duration, bucket }, bounds, {
              length: duration,
              isOpen: false,
            });
          } catch (error) {
            expect(error).toBeInstanceOf(FaultlineError);
            return;
          }
          const ends = windows.map((window) => [parseInstant(window.from!)!, parseInstant(window.to!)!] as const);
          for (const [start, end] of ends) expect(from <= start && start < end && end <= to).toBe(true);
          for (const [index, [start]] of ends.entries()) if (index > 0) expect(start > ends[index - 1]![0]).toBe(true);
        },
      ),
    );
  });

  it('the last completed buckets end at the start of a bucket, not after now, and not before the latest value’s own', () => {
    const step = scenarioOf('windows', '- {id: s, anomaly: null-spike, table: orders, column: email}').steps[0]!;
    fc.assert(
      fc.property(
        moments,
        fc.nat({ max: 400 }),
        fc.constantFrom('hour', 'day', 'week', 'month'),
        (latest, hours, bucket) => {
          const bounds = { first: latest, latest, now: latest + BigInt(hours) * 3_600_000_000n };
          const [window] = resolveWindows({ ...step, during: undefined, bucket }, bounds, {
            length: { amount: 1, unit: 'bucket' },
            isOpen: false,
          });
          const [from, to] = [parseInstant(window!.from!)!, parseInstant(window!.to!)!];
          expect(to <= bounds.now).toBe(true);
          expect(from < to).toBe(true);
          expect(from <= latest && latest < to ? true : to <= latest).toBe(true);
        },
      ),
    );
  });
});
