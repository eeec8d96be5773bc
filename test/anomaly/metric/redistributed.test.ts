import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caughtUp } from '../../../src/anomaly/metric/caught-up.ts';
import { redistributed } from '../../../src/anomaly/metric/redistributed.ts';
import { seasonalProfile } from '../../../src/anomaly/metric/seasonal-profile.ts';
import { transfersOf } from '../../../src/anomaly/metric/transfers.ts';

const present = fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 40 });
const pairs = present.chain((rows) =>
  fc.tuple(
    fc.constant(rows),
    fc.array(fc.integer({ min: -300, max: 9000 }), { minLength: rows.length, maxLength: rows.length }),
  ),
);
const bigs = (numbers: readonly number[]) => numbers.map((number) => new Big(number));
const total = (numbers: readonly Big[]) => numbers.reduce((sum, each) => sum.plus(each), new Big(0)).toFixed();

describe('rows that are redistributed', () => {
  test('keep their total, are whole, and none is below 0', () => {
    fc.assert(
      fc.property(pairs, ([rows, wanted]) => {
        const given = redistributed(bigs(rows), bigs(wanted));
        expect(total(given)).toBe(total(bigs(rows)));
        expect(given.every((each) => each.gte(0) && each.round(0).eq(each))).toBe(true);
      }),
    );
  });

  test('come within one row of what is wanted where that has their total', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([1, 2, 3, 5, 8, 13, 21, 34, 55], { minLength: 9 }),
        fc.nat({ max: 400 }),
        (wanted, more) => {
          const rows = wanted.toReversed().map((each) => each + more);
          const given = redistributed(
            bigs(rows),
            wanted.map((each) => new Big(each).plus(more)),
          );
          for (const [index, each] of given.entries())
            expect(
              each
                .minus(wanted[index]! + more)
                .abs()
                .lt(1),
            ).toBe(true);
        },
      ),
    );
  });

  test('are carried over by transfers that leave each bucket with what it is to have', () => {
    fc.assert(
      fc.property(pairs, ([rows, wanted]) => {
        const to = redistributed(bigs(rows), bigs(wanted));
        const movements = rows.map((from, bucket) => ({ bucket, from: new Big(from), to: to[bucket]! }));
        const transfers = transfersOf(movements, rows.map(String));
        const held = [...rows];
        for (const [from, transfer] of transfers.entries()) {
          for (let number = transfer!.before + 1; number <= transfer!.before + transfer!.leaving; number++) {
            held[from]!--;
            held[transfers.findIndex((each) => each!.arrived !== undefined && number <= each!.arrived)]!++;
          }
        }
        expect(held).toEqual(to.map(Number));
      }),
      { numRuns: 30 },
    );
  });
});

test('what is missing arrives to the last digit, in proportion', () => {
  const recovery = fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(recovery, fc.nat({ max: 1_000_000 }), (cents, missing) => {
      const values = cents.map((each) => new Big(each).div(100));
      const after = caughtUp(values, new Big(missing).div(100), 2);
      expect(total(after)).toBe(new Big(total(values)).plus(new Big(missing).div(100)).toFixed());
      expect(after.every((each, index) => each.gte(values[index]!) && each.round(2).eq(each))).toBe(true);
    }),
  );
});

test('a seasonal profile is what a series of nothing but a cycle is made of', () => {
  const cycle = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(cycle, fc.integer({ min: 2, max: 5 }), fc.nat({ max: 11 }), (phases, cycles, rest) => {
      const length = phases.length * cycles + (rest % phases.length);
      const series = Array.from({ length }, (_, index) => new Big(phases[index % phases.length]!));
      const mean = phases.reduce((sum, each) => sum + each, 0) / phases.length;
      const profile = seasonalProfile(series, phases.length);
      for (const [index, each] of profile.entries())
        expect(Number(each)).toBeCloseTo(phases[(length + index) % phases.length]! - mean, 9);
    }),
  );
});
