import type { BucketFigures, Prediction } from '../model/prediction.ts';
import { distinct, numericMonitors } from './column-monitors.ts';
import { freshness } from './freshness.ts';
import { judgeZ, type ZMonitor } from './judge-z.ts';
import { nullPercent } from './null-percent.ts';
import { judgeVolumeChange } from './volume-change.ts';
import { volume } from './volume.ts';

/** What the buckets are figures of. */
export interface BucketSubject {
  readonly hasColumn: boolean;
  readonly isNumeric: boolean;
}

/**
 * What monitors of buckets make of the last one: those whose figure the step moves there.
 * @param training buckets without gaps, oldest first, the tested one last
 */
export function judgeBuckets(
  training: readonly BucketFigures[],
  { hasColumn, isNumeric }: BucketSubject,
): readonly Prediction[] {
  const tested = training.at(-1);
  if (tested === undefined) return [];
  const monitors: readonly ZMonitor[] = [
    volume,
    freshness,
    ...(hasColumn ? [nullPercent, distinct] : []),
    ...(isNumeric ? numericMonitors : []),
  ];
  const moved = monitors.filter(({ figure }) => figure(tested.before) !== figure(tested.after));
  const judged = moved.map((monitor) => judgeZ(monitor, training));
  const change = moved.includes(volume) ? [judgeVolumeChange(training)] : [];
  return [...judged, ...change].filter((prediction) => prediction !== undefined);
}
