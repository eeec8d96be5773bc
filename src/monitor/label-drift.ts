import type { LabelCount, Prediction } from '../model/prediction.ts';
import { driftFrom } from './distribution.ts';
import { rounded } from './rounded.ts';

/**
 * Evidently's categorical drift: the Jensen-Shannon distance (the root of the divergence, natural logarithm) between
 * the shares of the labels before and after.
 * Source: `jensenshannon.py` of evidentlyai/evidently, and scipy.spatial.distance.jensenshannon.
 * @returns undefined where one side has no rows
 */
export function judgeLabels(counts: readonly LabelCount[]): Prediction | undefined {
  const distance = jensenShannon(counts);
  if (distance === undefined) return undefined;
  return {
    monitor: 'labels',
    tool: 'Evidently Jensen-Shannon distance',
    unit: 'distance',
    score: rounded(distance),
    scoreBefore: 0,
    threshold: driftFrom,
    fires: distance >= driftFrom,
    firesBefore: false,
    why: "the shares of the window's labels against what they were",
  };
}

/** 0 where the shares are equal, √ln 2 = 0.83 where no label is on both sides. */
export function jensenShannon(counts: readonly LabelCount[]): number | undefined {
  const total = (side: keyof LabelCount) => counts.reduce((sum, count) => sum + count[side], 0);
  const [before, after] = [total('before'), total('after')];
  if (before === 0 || after === 0) return undefined;
  const divergence = counts.reduce((sum, count) => {
    const [p, q] = [count.before / before, count.after / after];
    const mean = (p + q) / 2;
    return sum + relativeEntropy(p, mean) / 2 + relativeEntropy(q, mean) / 2;
  }, 0);
  return Math.sqrt(Math.max(0, divergence));
}

function relativeEntropy(share: number, mean: number): number {
  return share === 0 ? 0 : share * Math.log(share / mean);
}
