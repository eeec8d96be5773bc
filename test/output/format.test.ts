import { describe, expect, test } from 'vitest';
import {
  count,
  formatBytes,
  formatCount,
  formatDecimal,
  formatGrowth,
  formatSeconds,
  formatShare,
} from '../../src/output/format-number.ts';
import { formatDay, formatDayAndTime, formatInstant, formatMoment } from '../../src/output/format-time.ts';
import { formatWindow, formatWindows } from '../../src/output/format-window.ts';
import { printable } from '../../src/output/printable.ts';
import { sparkline } from '../../src/output/sparkline.ts';

const now = '2026-11-20T09:00:00.000Z';

describe('numbers', () => {
  test('are grouped by thousands', () => {
    expect([0, 999, 1_204_311, 12n ** 20n].map(formatCount)).toEqual([
      '0',
      '999',
      '1,204,311',
      '3,833,759,992,447,475,122,176',
    ]);
    expect([count(1, 'row'), count(2_000, 'row')]).toEqual(['1 row', '2,000 rows']);
  });

  test.each([
    [0, '0 %'],
    [0.000_001, '<0.01 %'],
    [824 / 1_204_311, '0.07 %'],
    [0.04, '4 %'],
    [0.125, '12.5 %'],
    [0.999_999, '99.9 %'],
    [1, '100 %'],
    [2.5, '250 %'],
  ])('the share %d reads %s, never nothing or everything by rounding', (fraction, text) => {
    expect(formatShare(fraction)).toBe(text);
  });

  test.each([
    ['1234567.891', '1,234,568'],
    ['48.2113', '48.2113'],
    ['-0.000123456789', '-0.000123457'],
    ['12.500', '12.5'],
    ['98765432109876543210', '98,765,432,109,876,543,210'],
    ['1e+20', '1e+20'],
    ['NaN', 'NaN'],
  ])('the decimal %s reads %s', (text, shown) => {
    expect(formatDecimal(text)).toBe(shown);
  });

  test('growth is told in percent, or as a factor where it is large', () => {
    const pairs = [
      [100, 112.5],
      [10_012, 5_112],
      [2, 62],
      [0, 5],
      [7, 7],
    ] as const;
    expect(pairs.map(([before, after]) => formatGrowth(before, after))).toEqual([
      '+12.5 %',
      '−48.9 %',
      '×31',
      '',
      'unchanged',
    ]);
  });

  test('sizes and lengths of time have one unit', () => {
    expect([820, 4_120, 61_000, 212_000, 1.3e9].map(formatBytes)).toEqual([
      '820 B',
      '4.1 kB',
      '61 kB',
      '0.2 MB',
      '1.3 GB',
    ]);
    expect([0.04, 0.3, 12, 180].map(formatSeconds)).toEqual(['40 ms', '0.3 s', '12 s', '3 min']);
  });
});

describe('times', () => {
  test('are in UTC, with the day of the week', () => {
    expect(formatMoment(now)).toBe('Fri 2026-11-20 09:00 UTC');
    expect(formatDay('2026-11-27T09:00:00Z', now)).toBe('Fri 27 Nov');
    expect(formatDay('2027-01-02T00:00:00Z', now)).toBe('Sat 2 Jan 2027');
    expect(formatDayAndTime('2026-11-27T14:30:00Z', now)).toBe('Fri 27 Nov 14:30');
    expect(formatInstant('2026-11-19 08:30:00.120000')).toBe('2026-11-19 08:30:00.12');
    expect(formatInstant('2026-11-19T00:00:00.000000Z')).toBe('2026-11-19');
  });

  test.each([
    '2026-11-07T00:00:00.000Z',
    '2026-11-07 00:00:00+00',
    '2026-11-07 00:00:00.000000+00:00',
    '2026-11-07 00:00:00 +00:00',
    '2026-11-07 00:00:00',
    '2026-11-07',
  ])('the day %s reads alike, whichever engine wrote it', (text) => {
    expect(formatDayAndTime(text, now)).toBe('Sat 7 Nov');
  });

  test.each([
    [{}, ''],
    [{ from: '2026-11-19T00:00:00.000000Z', to: '2026-11-20T00:00:00.000000Z' }, 'on Thu 19 Nov'],
    [{ from: '2026-11-16T00:00:00.000000Z', to: '2026-11-20T00:00:00.000000Z' }, 'from Mon 16 Nov to Thu 19 Nov'],
    [{ from: '2026-11-17T14:30:00.000000Z' }, 'since Tue 17 Nov 14:30'],
    [{ to: '2026-11-01T00:00:00.000000Z' }, 'before Sun 1 Nov'],
  ])('the window %j reads %j', (window, text) => {
    expect(formatWindow(window, now)).toBe(text);
  });

  test('several windows are told by their number and ends', () => {
    const windows = [
      { from: '2026-11-17T02:00:00Z', to: '2026-11-17T04:00:00Z' },
      { from: '2026-11-19T02:00:00Z', to: '2026-11-19T04:00:00Z' },
    ];
    expect(formatWindows(windows, now)).toBe('in 2 windows from Tue 17 Nov 02:00 to Thu 19 Nov 04:00');
  });
});

describe('a sparkline', () => {
  test('goes from the lowest to the highest value, with gaps', () => {
    expect(sparkline([1, 2, null, 4, 8])).toBe('▁▂ ▄█');
  });

  test('is flat where nothing changes, and empty without values', () => {
    expect(sparkline([5, 5, 5])).toBe('▁▁▁');
    expect(sparkline([])).toBe('');
  });
});

test('what a terminal would obey is printed as its escape', () => {
  expect(printable('a\u001B[31m\nb\u202E\u0007ö…👩')).toBe(String.raw`a\u001b[31m\nb\u202e\u0007ö…👩`);
});
