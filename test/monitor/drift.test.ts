import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeDistribution } from '../../src/monitor/distribution.ts';
import { jensenShannon, judgeLabels } from '../../src/monitor/label-drift.ts';

const counts = fc.array(fc.record({ before: fc.nat(1_000), after: fc.nat(1_000) }), { minLength: 1, maxLength: 20 });

describe('drift of labels', () => {
  test('lies between 0 and √ln 2, and does not care which side is which', () => {
    fc.assert(
      fc.property(counts, (labels) => {
        const distance = jensenShannon(labels);
        fc.pre((['before', 'after'] as const).every((side) => labels.some((label) => label[side] > 0)));
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distance).toBeLessThanOrEqual(Math.sqrt(Math.LN2) + 1e-9);
        const turned = labels.map(({ before, after }) => ({ before: after, after: before }));
        expect(jensenShannon(turned)).toBeCloseTo(distance!, 9);
      }),
    );
  });

  test('is unknown where one side has no rows', () => {
    expect(jensenShannon([{ before: 3, after: 0 }])).toBeUndefined();
    expect(judgeLabels([])).toBeUndefined();
  });

  test('is 0 where the shares are the same, whatever the numbers', () => {
    expect(
      jensenShannon([
        { before: 10, after: 30 },
        { before: 20, after: 60 },
      ]),
    ).toBeCloseTo(0, 9);
    expect(
      judgeLabels([
        { before: 10, after: 0 },
        { before: 0, after: 10 },
      ]),
    ).toMatchObject({
      score: 0.832555,
      fires: true,
    });
  });

  test('is 0.0892 where one of two equal labels hands a quarter of its rows to the other', () => {
    // scipy.spatial.distance.jensenshannon([.5, .5], [.375, .625])
    expect(
      jensenShannon([
        { before: 400, after: 300 },
        { before: 400, after: 500 },
      ]),
    ).toBeCloseTo(0.0892132, 6);
  });
});

describe('drift of numbers', () => {
  test('fires from a tenth of a standard deviation on', () => {
    expect(judgeDistribution(0.5, 5)).toMatchObject({ score: 0.1, fires: true });
    expect(judgeDistribution(0.499, 5)).toMatchObject({ score: 0.0998, fires: false });
  });

  test('takes a column without spread for one with very little', () => {
    expect(judgeDistribution(0.002, 0)).toMatchObject({ score: 2, fires: true });
  });
});
