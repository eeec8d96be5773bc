import { expect, test } from 'vitest';
import type { PlannedStep } from '../../src/model/plan.ts';
import type { Prediction } from '../../src/model/prediction.ts';
import { predictionLine, predictionWords } from '../../src/output/prediction-words.ts';

const volume: Prediction = {
  monitor: 'volume',
  tool: 'Elementary volume_anomalies',
  unit: 'z',
  score: -3.4744,
  scoreBefore: 0.2,
  threshold: 3,
  fires: true,
  firesBefore: false,
  why: 'the first changed bucket among 14 buckets',
};
const change: Prediction = {
  ...volume,
  monitor: 'volume change',
  unit: 'percent',
  score: -33.333,
  threshold: 10,
  firesBefore: true,
};
const average: Prediction = { ...volume, monitor: 'average', score: 1.21, fires: false };
const sum: Prediction = { ...volume, monitor: 'sum', score: 2.4, fires: false };
const schema: Prediction = {
  monitor: 'schema',
  tool: 'Elementary schema_changes',
  fires: true,
  firesBefore: false,
  why: '',
};

test('monitors are told by what they would do, the nearest to its threshold first', () => {
  expect(predictionWords(step(volume, average, change, sum))).toEqual({
    seenBy: 'volume z 3.47 (> 3)',
    notBy: 'sum z 2.4 (≤ 3), average z 1.21 (≤ 3)',
    anyway: 'volume change −33.3 % (≥ 10 %)',
  });
  expect(predictionLine(step(volume, average, change, sum))).toBe(
    'seen by volume; not by sum, average; fires anyway: volume change',
  );
});

test('every unit has its words', () => {
  const words = (prediction: Partial<Prediction>) => predictionWords(step({ ...volume, ...prediction })).seenBy;
  expect(words({ monitor: 'not null', unit: 'rows', score: 12_345, threshold: 0 })).toBe('not null 12,345 (> 0)');
  expect(words({ monitor: 'source freshness', unit: 'hours', score: 92.04, threshold: 24 })).toBe(
    'source freshness 92 h (> 24 h)',
  );
  expect(words({ monitor: 'distribution', unit: 'sd', score: 0.384773, threshold: 0.1 })).toBe(
    'distribution 0.385 sd (≥ 0.1 sd)',
  );
  expect(words({ monitor: 'labels', unit: 'distance', score: 0.1512, threshold: 0.1 })).toBe('labels 0.151 (≥ 0.1)');
  expect(predictionWords(step(schema)).seenBy).toBe('schema');
  expect(words({ score: 3.00012 })).toBe('volume z 3.00012 (> 3)');
});

test('of many monitors four are named', () => {
  expect(predictionWords(step(...Array.from({ length: 6 }, () => volume))).seenBy).toMatch(
    /^(volume z 3\.47 \(> 3\), ){3}volume z 3\.47 \(> 3\) and 2 more$/u,
  );
});

test('where nothing is predicted nothing is said', () => {
  expect(predictionWords(step())).toEqual({ seenBy: '', notBy: '', anyway: '' });
  expect(predictionLine({} as PlannedStep)).toBe('');
});

function step(...predictions: readonly Prediction[]): PlannedStep {
  return { predictions } as unknown as PlannedStep;
}
