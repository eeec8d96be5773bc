import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backOff } from '../../../src/dataset/http/back-off.ts';
import { parseRetryAfter } from '../../../src/dataset/http/retry-after.ts';

const now = new Date('2026-11-20T09:00:00Z');

it('grows from half a second to half a minute', () => {
  expect([1, 2, 3, 6, 7, 8, 100].map((failures) => backOff(failures, undefined, 0) / 1000)).toEqual([
    0.5, 1, 2, 16, 30, 30, 30,
  ]);
});

it('takes up to half of the time off by chance, and never asks before the server says', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.option(fc.nat(1_000_000), { nil: undefined }),
      (failures, random, asked) => {
        const wait = backOff(failures, asked, random);
        const longest = backOff(failures, undefined, 0);
        expect(wait).toBeGreaterThanOrEqual(Math.max(longest / 2, asked ?? 0));
        expect(wait).toBeLessThanOrEqual(Math.max(longest, asked ?? 0));
      },
    ),
  );
});

it.each([
  ['120', 120_000],
  ['0', 0],
  ['1.5', 1_500],
  ['Fri, 20 Nov 2026 09:00:30 GMT', 30_000],
  ['Friday, 20-Nov-26 09:00:30 GMT', 30_000],
  ['Fri Nov 20 09:00:30 2026', 30_000],
  ['Fri, 20 Nov 2026 08:00:00 GMT', 0],
  ['soon', undefined],
  ['-1', undefined],
  ['', undefined],
  [undefined, undefined],
])('reads Retry-After: %s as %s milliseconds', (value, milliseconds) => {
  expect(parseRetryAfter(value, now)).toBe(milliseconds);
});
