import type { BucketFigures, BucketValues, MonitorName, Prediction } from '../model/prediction.ts';
import { rounded } from './rounded.ts';
import { sensitivity, zScore } from './z-score.ts';

/** A monitor that compares a figure of the newest bucket with those before it. */
export interface ZMonitor {
  readonly monitor: MonitorName;
  readonly tool: string;
  /** The figure of a bucket; undefined where the bucket has none, as a bucket without rows has no mean. */
  readonly figure: (values: BucketValues) => number | undefined;
  /** Fires upwards only; default false. */
  readonly isOneSided?: boolean | undefined;
}

/**
 * Judges the last of the buckets by its z-score among all of them.
 * @param training buckets without gaps, oldest first
 * @returns undefined where the last bucket has no such figure, or nothing stands before it
 */
export function judgeZ(
  { monitor, tool, figure, isOneSided = false }: ZMonitor,
  training: readonly BucketFigures[],
): Prediction | undefined {
  const scoreOf = (side: 'before' | 'after') => {
    const values = training.map((bucket) => figure(bucket[side]));
    return values.at(-1) === undefined ? undefined : zScore(values.filter((value) => value !== undefined));
  };
  const [scoreBefore, score] = [scoreOf('before'), scoreOf('after')];
  if (score === undefined) return undefined;
  const isBeyond = (z = 0) => (isOneSided ? z : Math.abs(z)) > sensitivity;
  const known = training.filter(({ after }) => figure(after) !== undefined).length;
  return {
    monitor,
    tool,
    unit: 'z',
    score: rounded(score),
    ...(scoreBefore !== undefined && { scoreBefore: rounded(scoreBefore) }),
    threshold: sensitivity,
    fires: isBeyond(score),
    firesBefore: isBeyond(scoreBefore),
    why: `the first changed bucket among ${known} buckets`,
  };
}
