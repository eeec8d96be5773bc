import { describe, expect, test } from 'vitest';
import type { BucketFigures, BucketValues } from '../../src/model/prediction.ts';
import { judgeBuckets } from '../../src/monitor/judge-buckets.ts';
import { judgeNotNull } from '../../src/monitor/not-null.ts';
import { judgeSourceFreshness } from '../../src/monitor/source-freshness.ts';

const none: BucketValues = {
  rows: 0,
  nulls: 0,
  distinct: null,
  mean: null,
  sd: null,
  min: null,
  max: null,
  sum: null,
  freshness: null,
};
const rowsOnly = { hasColumn: false, isNumeric: false };
const amounts = { hasColumn: true, isNumeric: true };

describe('monitors of buckets', () => {
  test('see an empty day by its volume and by its change', () => {
    const training = [...days(13, { rows: 1_000 }), day(14, { rows: 1_000 }, { rows: 0 })];
    expect(judgeBuckets(training, rowsOnly)).toMatchObject([
      { monitor: 'volume', score: -3.4744, scoreBefore: 0, threshold: 3, fires: true, firesBefore: false },
      { monitor: 'volume change', score: -100, scoreBefore: 0, threshold: 10, fires: true, firesBefore: false },
    ]);
  });

  test.each([
    [951, 5, false],
    [950, 5, true],
    [900, 10, true],
  ])('of %i rows after a day of 1,000 the change is held against %i percent', (rows, threshold, fires) => {
    const training = [...days(13, { rows: 1_000 }), day(14, { rows: 1_000 }, { rows })];
    expect(judgeBuckets(training, rowsOnly)[1]).toMatchObject({ monitor: 'volume change', threshold, fires });
  });

  test('say nothing of a change after a day of fewer than 100 rows', () => {
    const training = [...days(13, { rows: 99 }), day(14, { rows: 99 }, { rows: 10 })];
    expect(judgeBuckets(training, rowsOnly)[1]).toMatchObject({ fires: false });
    expect(judgeBuckets(training, rowsOnly)[1]).not.toHaveProperty('score');
  });

  test('tell an alarm that comes anyway', () => {
    const training = [...days(13, { rows: 1_000 }), day(14, { rows: 5_000 }, { rows: 4_000 })];
    expect(judgeBuckets(training, rowsOnly)[0]).toMatchObject({ fires: true, firesBefore: true });
  });

  test('are asked for the figures that move, and for no others', () => {
    const figures = { rows: 100, mean: '10', sum: '1000', sd: '2', min: '1', max: '20', distinct: 50 };
    const training = [...days(13, figures), day(14, figures, { ...figures, max: '90', mean: '10.7', sum: '1070' })];
    const found = judgeBuckets(training, amounts);
    expect(found.map(({ monitor }) => monitor).toSorted()).toEqual(['average', 'maximum', 'sum']);
    expect(judgeBuckets([...days(13, figures), day(14, figures, figures)], amounts)).toEqual([]);
  });

  test('have no mean of a day without rows, and no training from such days', () => {
    const figures = { rows: 100, nulls: 0, mean: '10' };
    const sparse = [...days(10, {}), ...days(3, figures), day(14, figures, { ...figures, mean: '20' })];
    expect(judgeBuckets(sparse, amounts)).toMatchObject([{ monitor: 'average', score: 1.5 }]);
    const gone = [...days(13, figures), day(14, figures, { rows: 0 })];
    expect(judgeBuckets(gone, amounts).map(({ monitor }) => monitor)).toEqual(['volume', 'volume change']);
  });

  test('fire on a longer silence, and never on a shorter one', () => {
    const hour = 3_600;
    const training = (gap: number) => [
      ...days(13, { rows: 9, gap: 2 * hour }),
      day(14, { rows: 9, gap: 2 * hour }, { rows: 9, gap }),
    ];
    expect(judgeBuckets(training(30 * hour), rowsOnly)).toMatchObject([{ monitor: 'freshness', fires: true }]);
    expect(judgeBuckets(training(hour), rowsOnly)).toMatchObject([
      { monitor: 'freshness', score: -3.4744, fires: false },
    ]);
  });
});

describe('monitors of the table', () => {
  test('not_null fails on a single NULL', () => {
    expect(judgeNotNull({ ...none, rows: 9 }, { ...none, rows: 9, nulls: 1 })).toMatchObject({
      fires: true,
      firesBefore: false,
    });
    expect(judgeNotNull({ ...none, nulls: 1 }, { ...none, nulls: 2 })).toMatchObject({ firesBefore: true });
  });

  test('source freshness is the age of the newest row', () => {
    expect(judgeSourceFreshness(20, 92)).toMatchObject({ score: 92, scoreBefore: 20, fires: true, firesBefore: false });
  });
});

function days(amount: number, figures: Partial<BucketValues>): readonly BucketFigures[] {
  return Array.from({ length: amount }, (_, index) => day(index, figures, figures));
}

function day(number: number, before: Partial<BucketValues>, after: Partial<BucketValues>): BucketFigures {
  return { at: `day ${number}`, before: { ...none, ...before }, after: { ...none, ...after } };
}
