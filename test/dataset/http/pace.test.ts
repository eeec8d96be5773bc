import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepPace } from '../../../src/dataset/http/pace.ts';
import { parseRate } from '../../../src/dataset/http/rate.ts';
import { openJumpingClock } from './jumping-clock.ts';

const never = new AbortController().signal;

it('lets exactly so many rows pass per second, whatever the sizes of batches', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 50_000 }),
      fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 2, maxLength: 40 }),
      async (rate, sizes) => {
        const clock = openJumpingClock();
        const pace = keepPace(rate, clock);
        for (const size of sizes) await pace.take(size, never);
        const before = sizes.slice(0, -1).reduce((sum, size) => sum + size, 0);
        expect(clock.now() / 1000).toBeCloseTo(before / rate, 6);
      },
    ),
  );
});

it('makes up for stalls of up to a second, and for no more', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 10, max: 10_000 }),
      fc.array(fc.record({ size: fc.integer({ min: 1, max: 500 }), stall: fc.integer({ min: 0, max: 5_000 }) }), {
        minLength: 2,
        maxLength: 30,
      }),
      async (rate, turns) => {
        const clock = openJumpingClock();
        const pace = keepPace(rate, clock);
        const passed: { readonly at: number; readonly rows: number }[] = [];
        for (const { size, stall } of turns) {
          clock.advance(stall);
          await pace.take(size, never);
          passed.push({ at: clock.now(), rows: size });
        }
        for (const [first, { at: start }] of passed.entries())
          for (let last = first; last < passed.length; last += 1) {
            const rows = passed.slice(first, last).reduce((sum, turn) => sum + turn.rows, 0);
            const seconds = ((passed[last]?.at ?? 0) - start) / 1000;
            expect(rows).toBeLessThanOrEqual(rate * (seconds + 1) + 1e-6);
          }
      },
    ),
  );
});

it('keeps up the rate where each timer comes late', async () => {
  const clock = openJumpingClock();
  const late = { ...clock, wait: (ms: number, signal: AbortSignal) => clock.wait(ms + 15, signal) };
  const pace = keepPace(1_000, late);
  for (let turn = 0; turn <= 1_000; turn += 1) await pace.take(10, never);
  expect(clock.now()).toBeLessThanOrEqual(10_000 + 15);
  expect(clock.now()).toBeGreaterThanOrEqual(10_000);
});

it('begins without a burst', async () => {
  const clock = openJumpingClock();
  const pace = keepPace(100, clock);
  await pace.take(50, never);
  await pace.take(50, never);
  expect(clock.waits).toEqual([500]);
});

it('lets everything pass where no rate is given', async () => {
  const clock = openJumpingClock();
  const pace = keepPace(undefined, clock);
  for (let turn = 0; turn < 100; turn += 1) await pace.take(1_000_000, never);
  expect(clock.waits).toEqual([]);
});

it.each([
  ['20000 rows/s', 20_000],
  ['90 rows/min', 1.5],
  [' 1800rows / h ', 0.5],
  ['0.5 rows/s', 0.5],
])('reads %s as %d rows per second', (text, rate) => {
  expect(parseRate(text)).toBe(rate);
});

it.each(['20000', '0 rows/s', '-1 rows/s', '5 requests/s', '1e3 rows/s'])('refuses %s as a rate', (text) => {
  expect(() => parseRate(text)).toThrow('is no rate of rows');
});
