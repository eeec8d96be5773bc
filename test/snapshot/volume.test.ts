import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coefficients, drawOf, modulus } from '../../src/snapshot/draw.ts';
import { drawThreshold, exactRows, formatVolume } from '../../src/snapshot/volume.ts';

describe('a volume of eligible rows', () => {
  it.each([
    ['0', 100, 0],
    ['10', 100, 10],
    ['100', 100, 100],
    ['29', 100, 29],
    ['57', 100, 57],
    ['58', 100, 58],
    ['14.5', 100, 15],
    ['0.5', 100, 1],
    ['0.49', 100, 0],
    ['12.5', 4, 1],
    ['33.333', 3, 1],
    ['50', 1, 1],
    ['49.999999', 1, 0],
    ['0.000001', 50_000_000, 1],
    ['100', 0, 0],
    ['100', 3_000_000_000, 3_000_000_000],
  ])('%s %% of %i rows is exactly %i rows', (percent, eligible, rows) => {
    expect(exactRows({ percent }, eligible)).toBe(rows);
  });

  it('is the share rounded half up, for every share in hundredths of a percent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.nat({ max: 10_000_000 }), (hundredths, eligible) => {
        const percent = (hundredths / 100).toFixed(2);
        const exact = (BigInt(hundredths) * BigInt(eligible) * 2n + 10_000n) / 20_000n;
        expect(exactRows({ percent }, eligible)).toBe(Number(exact));
      }),
    );
  });

  it('given as rows is cut at what is there', () => {
    expect(exactRows({ rows: 500 }, 824)).toBe(500);
    expect(exactRows({ rows: 500 }, 12)).toBe(12);
    expect(exactRows({ rows: 0 }, 12)).toBe(0);
  });

  it('is named as it was written', () => {
    expect([{ percent: '12.5' }, { rows: 1 }, { rows: 500 }].map(formatVolume)).toEqual([
      '12.5 %',
      '1 row',
      '500 rows',
    ]);
  });
});

describe('the threshold of draws', () => {
  it('is left out where nearly all rows are wanted, and where none is', () => {
    expect(drawThreshold(0, 1000)).toBeUndefined();
    expect(drawThreshold(0, 0)).toBeUndefined();
    expect(drawThreshold(1000, 1000)).toBeUndefined();
    expect(drawThreshold(10, 45)).toBeUndefined();
    expect(drawThreshold(10, 46)).toBeDefined();
  });

  it('lets through the wanted rows and a margin, never all draws', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1_000_000_000 }),
        (rows, eligible) => {
          const threshold = drawThreshold(rows, eligible);
          if (threshold === undefined) return rows + 6 * Math.sqrt(rows) + 17 > eligible;
          return (
            threshold <= Number(modulus) && (threshold / Number(modulus)) * eligible >= rows + 6 * Math.sqrt(rows) + 15
          );
        },
      ),
    );
  });

  it.each([
    [1, 2000],
    [10, 2000],
    [100, 2000],
    [1000, 2000],
    [1800, 2000],
  ])('left enough rows to choose %i of %i for each of 400 seeds', (rows, eligible) => {
    const threshold = BigInt(drawThreshold(rows, eligible) ?? modulus);
    for (let seed = 0; seed < 400; seed += 1) {
      const polynomial = coefficients(`seed ${seed}`, 'emails', 'choose');
      let below = 0;
      for (let key = 1n; key <= eligible; key += 1n) if (drawOf(key, polynomial) < threshold) below += 1;
      expect(below, `seed ${seed}`).toBeGreaterThanOrEqual(rows);
    }
  });
});
