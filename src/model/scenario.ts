import type { Duration } from './duration.ts';
import type { Place } from './place.ts';
import type { BoundName, Role } from './role.ts';

/** A share of the eligible rows, or a number of rows. */
export type Volume =
  /** `percent` is decimal text, "12.5" for 12.5 %, from 0 to 100. */
  | { readonly percent: string }
  /** `rows` is a whole number from 0. */
  | { readonly rows: number };

/**
 * The unit of an amplitude. `sd`: standard deviations; `times`: a factor; `percent`: a relative change, may be
 * negative; `points`: percentage points, may be negative; `edits`: single-character edits; `digits`: digits behind the
 * point, may be negative; `buckets`: buckets of time; `seconds`: a length of time, may be negative, written as `24 hours`;
 * `figure`: a number that has no unit, such as a skewness, may be negative.
 */
export type AmplitudeUnit =
  | 'sd'
  | 'times'
  | 'percent'
  | 'points'
  | 'edits'
  | 'digits'
  | 'buckets'
  | 'seconds'
  | 'figure';

/** The strength of an anomaly. `value` is decimal text, in `unit`: "8" sd, "-40" percent. */
export interface Amplitude {
  readonly value: string;
  readonly unit: AmplitudeUnit;
}

/** A point in the data's time: `anchor` plus or minus a duration. */
export interface Instant {
  /** `first` and `latest` are the first and last value of the time column, `latest` never later than now; else ISO 8601 text in UTC. */
  readonly anchor: 'first' | 'latest' | 'now' | { readonly iso: string };
  readonly offset?: { readonly sign: 1 | -1; readonly duration: Duration } | undefined;
}

/** Which part of the time a step looks at. */
export type During =
  | 'all'
  /** The last completed buckets, or the stretch of this length that ends with the last completed bucket. */
  | { readonly column?: string | undefined; readonly last: Duration }
  /** From (inclusive) to (exclusive, but `latest` itself is inside). */
  | { readonly column?: string | undefined; readonly from?: Instant | undefined; readonly to?: Instant | undefined };

/** Which of the eligible rows are taken. */
export type Select =
  | { readonly mechanism: 'random' }
  /** Rows with high (or low) values of `column` are likelier, by rank; `column` may be the subject itself. */
  | { readonly mechanism: 'towards'; readonly end: 'high' | 'low'; readonly column: string }
  /** Runs of `length` neighbours in time order, or in key order where the step has no time column. */
  | { readonly mechanism: 'clustered'; readonly length: number }
  /** Whole groups of equal values of `column`, the last one in part, so that the volume is exact. */
  | { readonly mechanism: 'segment'; readonly column: string }
  /** The last rows in the order of the key. */
  | { readonly mechanism: 'last' };

/** How a numeric change over time rises and falls within an occurrence. */
export const shapes = ['impulse', 'step', 'ramp', 'bell', 'decay', 'oscillating', 'intermittent', 'stuck'] as const;
export type Shape = (typeof shapes)[number];

/** A metric over time: an aggregate for each bucket. */
export interface Measure {
  /** Of what; absent for a number of rows. */
  readonly column?: string | undefined;
  readonly aggregate: 'sum' | 'avg' | 'count';
  /** The time column; absent = that of the step's window, or the table's own. */
  readonly time?: string | undefined;
}

/** What a strength that the plan chooses has to be: the smallest that a monitor sees, or the largest that none sees. */
export const visibilities = ['detectable', 'undetectable'] as const;
type Visibility = (typeof visibilities)[number];

/** A strength that is left to the plan. */
interface Tuned {
  readonly strength: 'amplitude' | 'volume';
  readonly to: Visibility;
  /** What an approved plan chose: nothing is left to choose. The amplitude is decimal text in the anomaly's unit. */
  readonly approved?: { readonly amplitude?: string | undefined; readonly volume?: Volume | undefined } | undefined;
}

/** One anomaly applied to one table, with every default filled in from the catalog. */
export interface Step {
  readonly id: string;
  readonly anomaly: string;
  /** As written: `schema.table`, or `table` in the target's default schema. */
  readonly table: string;
  /** The subject; undefined for anomalies of whole rows. */
  readonly column?: string | undefined;
  /** `row`: a row is known by all that it holds. */
  readonly key: 'auto' | 'row' | readonly string[];
  /** One SQL expression of the target, already passed by the lexer of its engine when it is rendered. */
  readonly where?: string | undefined;
  /** Undefined = the anomaly's default window, where the table has a time column. */
  readonly during?: During | undefined;
  readonly frequency?: Duration | undefined;
  readonly duration?: Duration | undefined;
  /** Of all occurrences together, or where there are `volumes`, of the first. */
  readonly volume: Volume;
  /** One volume for each occurrence, the last one for all further ones; absent = `volume` of all together. */
  readonly volumes?: readonly Volume[] | undefined;
  readonly amplitude?: Amplitude | undefined;
  /** What of the strength the plan chooses, and how; until then the step has the anomaly's default. Absent = nothing. */
  readonly tuned?: Tuned | undefined;
  readonly select: Select;
  readonly shape?: Shape | undefined;
  /** Grain of the time series, one of the units of a duration. */
  readonly bucket: 'hour' | 'day' | 'week' | 'month';
  /** The metric that a business anomaly moves, in buckets of the step's own grain. */
  readonly measure?: Measure | undefined;
  /** How often rows that arrive while the step is active are taken, too, by whoever watches; time on the clock. Absent = never. */
  readonly sweep?: Duration | undefined;
  /** The benign near miss of the anomaly instead of itself; absent = false. */
  readonly placebo?: boolean | undefined;
  /** What only this anomaly has; valid against its parameters, defaults filled in. */
  readonly with: Readonly<Record<string, unknown>>;
}

/** What becomes of a slot that no apply has met in its time. */
export const misfires = ['skip', 'once'] as const;

/** When a scenario is active, again and again. Its slots are the points in time at which `cron` is due. */
export interface Schedule {
  /** Five fields: minute, hour, day of month, month, day of week; or `@daily` and its like. */
  readonly cron: string;
  /** Name of the IANA database; cron means its wall clock. */
  readonly timezone: string;
  /** How long each slot is active; time on the clock, a day being 24 hours. */
  readonly keep: Duration;
  /** `skip`: a slot lasts from its due time to `keep` later, whenever apply comes. `once`: the latest missed slot is made up for, and lasts `keep` from then on. */
  readonly misfire: (typeof misfires)[number];
  /** ISO 8601 in UTC: no slot before it. */
  readonly from?: string | undefined;
  /** ISO 8601 in UTC: no slot from it on, and whatever is active ends. */
  readonly until?: string | undefined;
}

/** While it lasts, nothing of the scenario is active and its slots pass by. */
export interface Suspension {
  readonly reason: string;
  /** ISO 8601 in UTC; absent = as long as the file says so. */
  readonly until?: string | undefined;
}

/** Highest number of rows and highest share of a table's rows that one run may touch. */
export interface Limits {
  readonly rows?: number | undefined;
  /** 0 to 1. */
  readonly fraction?: number | undefined;
}

export interface Scenario {
  readonly name: string;
  readonly description?: string | undefined;
  /** Names or globs of targets. */
  readonly targets: readonly string[];
  /** Text of the seed; where the file has none, the scenario's name. */
  readonly seed: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly expires?: Duration | undefined;
  /** Absent = active as long as the file is there. */
  readonly schedule?: Schedule | undefined;
  readonly suspend?: Suspension | undefined;
  readonly allowTriggers: boolean;
  readonly limits: Limits;
  /** Tables that the steps name by what they are for; none once the scenario is bound to a target. */
  readonly roles: readonly Role[];
  /** Which names of the steps a target's bindings gave; absent = none. */
  readonly boundNames?: readonly BoundName[] | undefined;
  readonly steps: readonly Step[];
  /** Relative to the project file's folder, with forward slashes. */
  readonly path: string;
  /** SHA-256 (hex) of the canonical JSON of seed and steps with their defaults; name, words, targets and limits do not count. */
  readonly fingerprint: string;
  /** The file's text, kept in the ledger. */
  readonly source: string;
  /** The place of a value by its path: `['steps', 0, 'column']`; the nearest enclosing one where it has none. */
  readonly placeOf: (path: readonly (string | number)[]) => Place;
}
