import type { Prediction } from '../model/prediction.ts';
import { rounded } from './rounded.ts';

/** Evidently's threshold of the normed Wasserstein distance; it fires from it on. */
export const driftFrom = 0.1;

/** Evidently never divides by less. */
const leastDeviation = 0.001;

/**
 * Evidently's numerical drift: the first Wasserstein distance between a column before and after, in population standard
 * deviations of the column before.
 * Source: `wasserstein_distance_norm.py` of evidentlyai/evidently.
 */
export function judgeDistribution(wasserstein: number, deviationBefore: number): Prediction {
  const score = wasserstein / Math.max(deviationBefore, leastDeviation);
  return {
    monitor: 'distribution',
    tool: 'Evidently Wasserstein distance',
    unit: 'sd',
    score: rounded(score),
    scoreBefore: 0,
    threshold: driftFrom,
    fires: score >= driftFrom,
    firesBefore: false,
    why: "the window's values against what they were",
  };
}
