import type { MetricValues } from './plan.ts';

/** What a monitor watches. */
export const monitorNames = [
  'volume',
  'volume change',
  'null percent',
  'not null',
  'average',
  'sum',
  'standard deviation',
  'minimum',
  'maximum',
  'distinct',
  'freshness',
  'source freshness',
  'distribution',
  'labels',
  'schema',
  'column order',
] as const;

export type MonitorName = (typeof monitorNames)[number];

/**
 * What a score is. `z`: standard deviations of the training set; `percent`: change from the bucket before; `rows`;
 * `hours`; `sd`: Wasserstein distance in standard deviations of the column; `distance`: Jensen-Shannon distance.
 */
export const scoreUnits = ['z', 'percent', 'rows', 'hours', 'sd', 'distance'] as const;

export type ScoreUnit = (typeof scoreUnits)[number];

/** Whether a monitor of a real tool, as it is set by default, would see a step. Figures have 6 significant digits. */
export interface Prediction {
  readonly monitor: MonitorName;
  /** The tool and its check: `Elementary volume_anomalies`. */
  readonly tool: string;
  readonly unit?: ScoreUnit | undefined;
  /** What the monitor would reckon after the step; absent where it reckons nothing (a schema differs or does not). */
  readonly score?: number | undefined;
  /** The same without the step. */
  readonly scoreBefore?: number | undefined;
  /** It fires where the score is beyond it, on either side for a `z` or `percent`. */
  readonly threshold?: number | undefined;
  readonly fires: boolean;
  /** It fires without the step, too: whether it would see the step cannot be told from an alarm. */
  readonly firesBefore: boolean;
  /** What was compared, in a few words. */
  readonly why: string;
}

/** Figures of one bucket of time without the step and with it. */
export interface BucketFigures {
  /** Start of the bucket, ISO 8601 in UTC. */
  readonly at: string;
  readonly before: BucketValues;
  readonly after: BucketValues;
}

export interface BucketValues extends MetricValues {
  /** Longest time in seconds that passed without a row, up to the end of the bucket; absent where it was not measured. */
  readonly gap?: number | undefined;
}

/** How often a value stands in a column. */
export interface LabelCount {
  readonly before: number;
  readonly after: number;
}
