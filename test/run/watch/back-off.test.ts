import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backOff } from '../../../src/run/watch/back-off.ts';

const outage = { exitCode: 1 } as const;

it('grows from a second to a minute', () => {
  expect([1, 2, 3, 6, 7, 8, 1000].map((failures) => backOff(outage, failures, 0) / 1000)).toEqual([
    1, 2, 4, 32, 60, 60, 60,
  ]);
});

it('never waits longer than a minute for a server, nor less than half a second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const wait = backOff(outage, failures, random);
      expect(wait).toBeGreaterThanOrEqual(500);
      expect(wait).toBeLessThanOrEqual(60_000);
    }),
  );
});

it('tries every five minutes what only somebody can mend: wrong files, and conflicts', () => {
  expect([1, 9].map((failures) => backOff({ exitCode: 3 }, failures, 0.7) / 60_000)).toEqual([5, 5]);
  expect(backOff({ exitCode: 6 }, 1, 0)).toBe(300_000);
});
