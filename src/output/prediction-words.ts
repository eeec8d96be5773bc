import type { PlannedStep } from '../model/plan.ts';
import type { Prediction, ScoreUnit } from '../model/prediction.ts';
import { formatCount } from './format-number.ts';

/** Monitors that are named; of more the number is told. */
const most = 4;

/** What standard monitors would make of a step, in words: `volume z 6.1 (> 3)`. Empty where there is nothing to say. */
export interface PredictionWords {
  /** Those that it would set off. */
  readonly seenBy: string;
  /** Those that it would not, the nearest to its threshold first. */
  readonly notBy: string;
  /** Those that are set off without it. */
  readonly anyway: string;
}

/** The predictions of a step with their scores. */
export function predictionWords({ predictions = [] }: PlannedStep): PredictionWords {
  const [seen, not, anyway] = sorted(predictions);
  return { seenBy: list(seen.map(scored)), notBy: list(not.map(scored)), anyway: list(anyway.map(scored)) };
}

/** The same on one line without scores: `seen by volume, average; not by sum`. */
export function predictionLine({ predictions = [] }: PlannedStep): string {
  const [seen, not, anyway] = sorted(predictions).map((each) => list(each.map(({ monitor }) => monitor)));
  return [
    ...(seen === '' ? [] : [`seen by ${seen}`]),
    ...(not === '' ? [] : [`not by ${not}`]),
    ...(anyway === '' ? [] : [`fires anyway: ${anyway}`]),
  ].join('; ');
}

function sorted(predictions: readonly Prediction[]): [Prediction[], Prediction[], Prediction[]] {
  const nearest = predictions.toSorted((left, right) => closeness(right) - closeness(left));
  return [
    nearest.filter(({ fires, firesBefore }) => fires && !firesBefore),
    nearest.filter(({ fires }) => !fires),
    nearest.filter(({ fires, firesBefore }) => fires && firesBefore),
  ];
}

/** Score as a share of the threshold: 1 where it just fires. */
function closeness({ score, threshold }: Prediction): number {
  return score === undefined || !threshold ? 0 : Math.abs(score) / threshold;
}

function scored({ monitor, unit, score, threshold, fires, why }: Prediction): string {
  if (unit === undefined) return monitor;
  if (score === undefined || threshold === undefined) return `${monitor} (${why})`;
  const isFrom = unit === 'percent' || unit === 'sd' || unit === 'distance';
  const relation = fires ? (isFrom ? '≥' : '>') : isFrom ? '<' : '≤';
  return `${monitor} ${unit === 'z' ? 'z ' : ''}${written(score, unit, Math.abs(threshold))} (${relation} ${written(threshold, unit)})`;
}

/**
 * A size with three digits; the sign tells something of a change only.
 * @param unlike a size that it must not seem to be
 */
function written(value: number, unit: ScoreUnit, unlike?: number): string {
  const size = Math.abs(value);
  const short = Number(size.toPrecision(3));
  const digits = size >= 1_000 ? formatCount(Math.round(size)) : String(short === unlike ? size : short);
  const sign = value < 0 ? '−' : '';
  return {
    z: digits,
    percent: `${sign}${digits} %`,
    rows: digits,
    hours: `${digits} h`,
    sd: `${digits} sd`,
    distance: digits,
  }[unit];
}

function list(names: readonly string[]): string {
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return `${names.slice(0, most).join(', ')}${more}`;
}
