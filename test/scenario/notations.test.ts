import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationPattern, parseDuration } from '../../src/model/duration.ts';
import { problemLines, scenario, step } from './problems.ts';

const nullSpike = ['anomaly: null-spike', 'column: email'];

function refusal(...lines: readonly string[]): string | undefined {
  return problemLines(() => scenario(...lines))[0]?.replace(/^late\.yaml:\d+:\d+ /, '');
}

describe('volume', () => {
  const volume = (text: string) => step(...nullSpike, `volume: ${text}`).volume;

  test.each([
    ['5%', { percent: '5' }],
    ['12.5 %', { percent: '12.5' }],
    ['12.50%', { percent: '12.5' }],
    ['0.10%', { percent: '0.1' }],
    ['100%', { percent: '100' }],
    ['0%', { percent: '0' }],
    ['500 rows', { rows: 500 }],
    ['1 row', { rows: 1 }],
    ['500', { rows: 500 }],
    ['"500 rows"', { rows: 500 }],
  ])('%s is read', (text, expected) => {
    expect(volume(text)).toEqual(expected);
  });

  test.each([
    ['0.05', 'INVALID_VALUE volume 0.05 may mean a share or a number of rows. Write 5% or 5 rows.'],
    ['.5', 'INVALID_VALUE volume .5 may mean a share or a number of rows. Write 50% or 50 rows.'],
    ['0.005', 'INVALID_VALUE volume 0.005 may mean a share or a number of rows. Write 0.5% or 1 row.'],
    ['120%', 'INVALID_VALUE volume "120%" is more than all rows. Write at most 100%.'],
    ['100.01%', 'INVALID_VALUE volume "100.01%" is more than all rows. Write at most 100%.'],
  ])('%s is refused with what was probably meant', (text, expected) => {
    expect(refusal(...nullSpike, `volume: ${text}`)).toBe(expected);
  });

  test.each([
    '-5%',
    '-5',
    '1e3',
    '5e-2',
    '.nan',
    '.inf',
    'NaN',
    'a lot',
    '5 percent',
    '5.5 rows',
    'true',
    '{percent: 5}',
    '{rows: 5}',
    '',
    '0x10',
    '99999999999999999999',
    '٥%',
  ])('%s is refused', (text) => {
    expect(refusal(...nullSpike, `volume: ${text}`)).toMatch(
      /^INVALID_VALUE volume .* is neither a share nor a number of rows\. Write/,
    );
  });

  test('whatever is written, it is a share of at most 100 %, a whole number of rows, or one problem', () => {
    const texts = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'0123456789.%eE+- xrows'), maxLength: 12 }),
      fc.double().map(String),
      fc.integer().map((rows) => `${rows} rows`),
      fc.float({ min: -10, max: 200 }).map((percent) => `${percent}%`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const lines = [...nullSpike, `volume: ${JSON.stringify(text)}`];
        try {
          const { volume: read } = step(...lines);
          if ('rows' in read) return Number.isSafeInteger(read.rows) && read.rows >= 0;
          return /^\d+(\.\d*[1-9])?$/.test(read.percent) && Number(read.percent) <= 100;
        } catch {
          return problemLines(() => scenario(...lines)).length === 1;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('amplitude', () => {
  test.each([
    ['outlier', '8', { value: '8', unit: 'sd' }],
    ['outlier', '8 sd', { value: '8', unit: 'sd' }],
    ['outlier', '8.50 σ', { value: '8.5', unit: 'sd' }],
    ['outlier', '8.123456789012345', { value: '8.123456789012345', unit: 'sd' }],
    ['level-shift', '-40 %', { value: '-40', unit: 'percent' }],
    ['level-shift', '+40%', { value: '40', unit: 'percent' }],
    ['level-shift', '-40', { value: '-40', unit: 'percent' }],
  ])('of %s: %s is read', (anomaly, text, expected) => {
    expect(step(`anomaly: ${anomaly}`, 'column: total', `amplitude: ${text}`).amplitude).toEqual(expected);
  });

  test.each(['x3', '×3', '3x', '3 x', '3'])('of volume-spike: %s is a factor', (text) => {
    expect(step('anomaly: volume-spike', `amplitude: ${text}`).amplitude).toEqual({ value: '3', unit: 'times' });
  });

  test.each(['3 buckets', '3 b', '3b', '3'])('of stale-table: %s is a number of buckets', (text) => {
    expect(step('anomaly: stale-table', `amplitude: ${text}`).amplitude).toEqual({ value: '3', unit: 'buckets' });
  });

  test('of typo: edits', () => {
    expect(step('anomaly: typo', 'column: name', 'with: {layout: de}', 'amplitude: 2 edits').amplitude).toEqual({
      value: '2',
      unit: 'edits',
    });
  });

  test('is the default of the anomaly where the file has none', () => {
    expect(step('anomaly: outlier', 'column: total').amplitude).toEqual({ value: '8', unit: 'sd' });
  });

  test.each([
    ['8 edits', 'INVALID_VALUE amplitude "8 edits" is not in the unit of this anomaly. Write it like 8 sd.'],
    ['0', 'INVALID_VALUE amplitude 0 sd is outside of what this anomaly takes. Write 0.1 sd to 1000 sd.'],
    ['1000.1 sd', 'INVALID_VALUE amplitude 1000.1 sd is outside of what this anomaly takes. Write 0.1 sd to 1000 sd.'],
    ['1e2', 'INVALID_VALUE amplitude 1e2 is not in the unit of this anomaly. Write it like 8 sd.'],
    ['.nan', 'INVALID_VALUE amplitude .nan is not in the unit of this anomaly. Write it like 8 sd.'],
    ['[8]', 'INVALID_VALUE amplitude a list is not in the unit of this anomaly. Write it like 8 sd.'],
  ])('%s is refused', (text, expected) => {
    expect(refusal('anomaly: outlier', 'column: total', `amplitude: ${text}`)).toBe(expected);
  });
});

describe('during', () => {
  const during = (text: string) => step(...nullSpike, `during: ${text}`).during;
  const week = { sign: -1, duration: { amount: 7, unit: 'day' } };

  test.each([
    ['all', 'all'],
    ['{last: 1 bucket}', { last: { amount: 1, unit: 'bucket' } }],
    ['{last: 2 hours, column: seen_at}', { last: { amount: 2, unit: 'hour' }, column: 'seen_at' }],
    ['{from: latest - 7 days, to: latest}', { from: { anchor: 'latest', offset: week }, to: { anchor: 'latest' } }],
    ['{from: latest-7d}', { from: { anchor: 'latest', offset: week } }],
    ['{to: now}', { to: { anchor: 'now' } }],
    [
      '{from: first + 2 days}',
      { from: { anchor: 'first', offset: { sign: 1, duration: { amount: 2, unit: 'day' } } } },
    ],
    ['{from: 2026-11-20}', { from: { anchor: { iso: '2026-11-20T00:00:00.000000Z' } } }],
    ['{from: "2026-11-20 09:00"}', { from: { anchor: { iso: '2026-11-20T09:00:00.000000Z' } } }],
    ['{from: "2026-11-20T00:30:01.1234567+01:00"}', { from: { anchor: { iso: '2026-11-19T23:30:01.123456Z' } } }],
    [
      '{from: 2026-11-20 - 1 week}',
      {
        from: {
          anchor: { iso: '2026-11-20T00:00:00.000000Z' },
          offset: { sign: -1, duration: { amount: 1, unit: 'week' } },
        },
      },
    ],
  ])('%s is read', (text, expected) => {
    expect(during(text)).toEqual(expected);
  });

  test('is left to the anomaly where the file has none', () => {
    expect(step(...nullSpike).during).toBeUndefined();
  });

  test.each([
    ['yesterday', 'during "yesterday" is not a part of time'],
    ['{}', 'during says neither last nor from nor to'],
    ['{column: seen_at}', 'during says neither last nor from nor to'],
    ['{last: 1 day, from: now}', 'during has last beside from or to'],
    ['{from: yesterday}', 'during.from "yesterday" is not a point in time'],
    ['{from: 2026-02-30}', 'during.from "2026-02-30" is not a point in time'],
    ['{from: "2026-11-20 25:00"}', 'during.from "2026-11-20 25:00" is not a point in time'],
    ['{from: latest - 7}', 'during.from "latest - 7" is not a point in time'],
    ['{from: 2026-11-20, to: 2026-11-20}', 'during ends before it starts'],
    ['{last: 0 days}', 'during.last "0 days" is not a duration'],
    ['{last: 3}', 'during.last 3 has no unit'],
  ])('%s is refused', (text, expected) => {
    expect(refusal(...nullSpike, `during: ${text}`)).toContain(`INVALID_VALUE ${expected}`);
  });
});

describe('select', () => {
  const select = (text: string) => step(...nullSpike, `select: ${text}`).select;

  test.each([
    ['random', { mechanism: 'random' }],
    ['clustered', { mechanism: 'clustered', length: 20 }],
    ['{clustered: 5}', { mechanism: 'clustered', length: 5 }],
    ['{towards: high, of: self}', { mechanism: 'towards', end: 'high', column: 'email' }],
    ['{towards: low, of: age}', { mechanism: 'towards', end: 'low', column: 'age' }],
    ['{segment: country}', { mechanism: 'segment', column: 'country' }],
  ])('%s is read', (text, expected) => {
    expect(select(text)).toEqual(expected);
  });

  test('self is refused where the step changes whole rows', () => {
    expect(refusal('anomaly: volume-spike', 'select: {towards: high, of: self}')).toBe(
      'INVALID_VALUE select.of is self, but the step changes whole rows. Name the column whose values decide.',
    );
  });

  test.each([
    'first',
    '{towards: up, of: self}',
    '{towards: high}',
    '{clustered: 0}',
    '{clustered: many}',
    '{segment: 5}',
    '[random]',
    '{segment: a, clustered: 5}',
  ])('%s is refused in one sentence', (text) => {
    expect(problemLines(() => scenario(...nullSpike, `select: ${text}`))).toHaveLength(1);
  });
});

describe('key', () => {
  test('is auto, row, or a list of columns', () => {
    expect(step(...nullSpike).key).toBe('auto');
    expect(step(...nullSpike, 'key: row').key).toBe('row');
    expect(step(...nullSpike, 'key: [shop, number]').key).toEqual(['shop', 'number']);
  });

  test.each([['id', 'INVALID_VALUE key "id" is neither auto nor row nor a list of columns. Write [id].']])(
    '%s is refused',
    (text, expected) => {
      expect(refusal(...nullSpike, `key: ${text}`)).toBe(expected);
    },
  );
});

describe('frequency and duration', () => {
  test.each([
    ['1 day', '2 hours'],
    ['1 day', '1 day'],
    ['1 day', '24 hours'],
    ['1 month', '30 days'],
    ['1 bucket', '24 hours'],
  ])('every %s for %s is accepted', (frequency, duration) => {
    expect(step(...nullSpike, `frequency: ${frequency}`, `duration: ${duration}`).duration).toBeDefined();
  });

  test.each([
    ['1 hour', '2 hours'],
    ['1 day', '25 hours'],
    ['1 month', '32 days'],
    ['1 bucket', '2 days'],
    ['1 year', '13 months'],
  ])('every %s for %s is refused: the occurrences would overlap', (frequency, duration) => {
    expect(refusal(...nullSpike, `frequency: ${frequency}`, `duration: ${duration}`)).toMatch(/would overlap/);
  });

  test('what the pattern for editors accepts is what is read', () => {
    const units = [
      's',
      'sec',
      'minutes',
      'h',
      'days',
      'd',
      'w',
      'month',
      'months',
      'quarters',
      'y',
      'b',
      'buckets',
      'fortnight',
      '',
    ];
    const amounts = ['0', '00', '1', '007', '1000000', '12345678', '-1', '1.5'];
    const texts = amounts.flatMap((amount) => [
      ...units.flatMap((unit) => [`${amount} ${unit}`, amount + unit]),
      `P${amount}D`,
      `PT${amount}H`,
      `P${amount}H`,
    ]);
    const pattern = new RegExp(`^\\s*(${durationPattern})\\s*$`);
    expect(texts.filter((text) => pattern.test(text) !== (parseDuration(text) !== undefined))).toEqual([]);
  });
});
