import type { BucketFigures, Prediction } from '../model/prediction.ts';
import { rounded } from './rounded.ts';

/** Percent from which Elementary's `volume_threshold` warns, and from which it is an error. */
const warnsFrom = 5;
const errsFrom = 10;

/** Rows that the bucket before must have. */
const leastRows = 100;

/**
 * The row count of the last bucket against the one before, in percent.
 * Source: `test_volume_threshold.sql` of elementary-data/dbt-data-reliability.
 * @returns undefined where there is no bucket before
 */
export function judgeVolumeChange(training: readonly BucketFigures[]): Prediction | undefined {
  const [previous, tested] = training.slice(-2);
  if (previous === undefined || tested === undefined) return undefined;
  const base = previous.after.rows;
  const change = (rows: number) => ((rows - base) * 100) / base;
  const about = { monitor: 'volume change', tool: 'Elementary volume_threshold', unit: 'percent' } as const;
  if (base < leastRows) {
    const why = `the bucket before has ${base} rows, fewer than ${leastRows}`;
    return { ...about, threshold: warnsFrom, fires: false, firesBefore: false, why };
  }
  const [score, scoreBefore] = [rounded(change(tested.after.rows)), rounded(change(tested.before.rows))];
  const isError = Math.abs(score) >= errsFrom;
  return {
    ...about,
    score,
    scoreBefore,
    threshold: isError ? errsFrom : warnsFrom,
    fires: Math.abs(score) >= warnsFrom,
    firesBefore: Math.abs(scoreBefore) >= warnsFrom,
    why: `rows against the bucket before: warns from ${warnsFrom} %, errs from ${errsFrom} %`,
  };
}
