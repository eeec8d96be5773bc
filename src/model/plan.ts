import type { Alteration } from './alteration.ts';
import type { Statistics } from './anomaly-context.ts';
import type { Effect, Metric } from './anomaly.ts';
import type { TargetFailure } from './failure.ts';
import type { Prediction } from './prediction.ts';
import type { Approval, Environment, Origin } from './project.ts';
import type { Absence } from './role.ts';
import type { EndReason, Standing } from './run.ts';
import type { Limits, Measure, Volume } from './scenario.ts';
import type { Column, Key, TableName } from './table.ts';

/** A stretch of the data's time, in UTC ISO 8601 with microseconds; `from` inclusive, `to` exclusive, absent = open. */
export interface Window {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What the plan decides once about a step; apply uses these literals and measures nothing again. */
export interface FrozenStep {
  readonly key: { readonly columns: readonly string[]; readonly origin: Key['origin'] };
  /** The column that gives a row its place in time, where the step has a window, a shape or a series. */
  readonly timeColumn?: string | undefined;
  /** One window for each occurrence; absent = all of time. */
  readonly windows?: readonly Window[] | undefined;
  readonly statistics: Statistics;
  /** The amplitude that the plan chose, decimal text in the anomaly's unit; absent = that of the file. */
  readonly amplitude?: string | undefined;
  /** The volume that the plan chose; absent = that of the file. */
  readonly volume?: Volume | undefined;
  /** Rows that the effect would really change. */
  readonly eligible: number;
  /** Rows of the snapshot: exactly this many. */
  readonly rows: number;
  /** Rows that are chosen, where not each of them is one of the snapshot: some exchange their values, some are copied several times. */
  readonly participants?: number | undefined;
  /** Rows of the snapshot for each occurrence, where these have volumes of their own; of `participants`, where there are some. */
  readonly quotas?: readonly number[] | undefined;
  /** Copies of each chosen row, at the most; absent = 1. */
  readonly copies?: number | undefined;
  /** The plan's clock, in ISO 8601 with microseconds, where values depend on it. */
  readonly now?: string | undefined;
  /** Only rows whose draw is below it are looked at; absent = all. */
  readonly threshold?: number | undefined;
  /** The step takes arrivals, too. `below`: of these only rows whose draw is below it; absent = all. Absent = it takes none. */
  readonly sweep?: { readonly below?: number | undefined } | undefined;
}

export interface MetricValues {
  readonly rows: number;
  readonly nulls: number;
  readonly distinct: number | null;
  readonly mean: string | null;
  readonly sd: string | null;
  readonly min: string | null;
  readonly max: string | null;
  readonly sum: string | null;
  /** Last value of the time column. */
  readonly freshness: string | null;
}

/** Figures before and after a step, over the whole table and over its window. */
export interface StepMetrics {
  readonly table: { readonly before: MetricValues; readonly after: MetricValues };
  readonly window: { readonly before: MetricValues; readonly after: MetricValues };
}

/** The step's own metric for each bucket of time around its window. */
export interface Series {
  readonly metric: Metric;
  readonly bucket: string;
  readonly points: readonly { readonly at: string; readonly before: number | null; readonly after: number | null }[];
}

export interface CellChange {
  readonly column: string;
  /** Text of the value; null = NULL; absent = the row was not there. */
  readonly before?: string | null;
  readonly after?: string | null;
}

/** One row of the diff. `key` are texts of the key's columns in order; null where only apply knows them (generated). */
export interface RowChange {
  readonly symbol: '+' | '~' | '-' | '!';
  readonly key: readonly (string | null)[];
  readonly cells: readonly CellChange[];
}

export interface PlannedStep {
  readonly id: string;
  readonly anomaly: string;
  /** The benign near miss of the anomaly instead of itself; absent = false. */
  readonly placebo?: boolean | undefined;
  readonly effect: Effect;
  readonly table: TableName;
  /** Subject; absent for whole rows. */
  readonly column?: string | undefined;
  readonly frozen: FrozenStep;
  /** Rows of the table before the step. */
  readonly tableRows: number;
  /** Eligible rows that were left out because others refer to them. */
  readonly referenced?: number | undefined;
  /** Reasons in words: which rows, in the order of the scenario's keys. */
  readonly which: readonly string[];
  /** The volume in words: "10 %" or "500 rows"; absent for alter. */
  readonly volume?: string | undefined;
  /** The amplitude in words: "8 sd"; absent where the anomaly takes none. */
  readonly amplitude?: string | undefined;
  readonly alteration?: Alteration | undefined;
  /** Whether values of the metrics and samples are numbers, texts or times: the subject's type. */
  readonly columnType?: string | undefined;
  readonly metric: Metric;
  /** The step moves this metric on purpose: its series is shown before and after. Absent for all others. */
  readonly measure?: Measure | undefined;
  readonly metrics?: StepMetrics | undefined;
  readonly series?: Series | undefined;
  /** What standard monitors would see of it; words for reviewers, which decide nothing. Absent = none can be asked. */
  readonly predictions?: readonly Prediction[] | undefined;
  /** A few rows, never all. */
  readonly samples: readonly RowChange[];
  /** Digest of all chosen rows, from `Dialect.digest`; apply compares it. */
  readonly digest: string;
  /** SHA-256 over the table's columns and types. */
  readonly schemaDigest: string;
  readonly warnings: readonly string[];
}

export interface RunReference {
  readonly run: string;
  readonly appliedAt: string;
  readonly rows: number;
}

/** How a scenario's file differs from the one that was applied last in a target, whatever the reason of an action. */
export type FileChange = 'new' | 'changed' | 'removed';

interface ScenarioAction {
  readonly scenario: string;
  /** As the scenario's file has it; absent where it has none, or there is no file. */
  readonly description?: string | undefined;
  /** Absent where the file is as it was applied last. */
  readonly fileChange?: FileChange | undefined;
  /** Relative path of the scenario file; of a removed one, where it was. */
  readonly path: string;
  /** Why this action, in a few words: "new file", "file removed", "file changed", "expired". */
  readonly reason: string;
  /** Absent where the scenario has no schedule, or no file. */
  readonly schedule?: PlannedSchedule | undefined;
}

/** When a scenario is due again. */
export interface PlannedSchedule {
  readonly cron: string;
  readonly timezone: string;
  /** The next slots, at most five, in ISO 8601, UTC. */
  readonly next: readonly string[];
}

/** What `apply` would do about one scenario in one target. */
export type Action =
  | (ScenarioAction & {
      readonly action: 'inject';
      readonly fingerprint: string;
      /** Due time of the schedule's slot, in ISO 8601, UTC; absent without a schedule. */
      readonly slot?: string | undefined;
      /** When apply takes it back, reckoned from the plan: the run's own is reckoned from when it is applied. */
      readonly expiresAt?: string | undefined;
      /** The stricter of the target's and the scenario's, which the run was held against. */
      readonly limits?: Limits | undefined;
      /** How the scenario's file differs from the one applied last, as a unified diff; absent where it does not, or none was. */
      readonly fileDiff?: string | undefined;
      readonly steps: readonly PlannedStep[];
    })
  | (ScenarioAction & {
      readonly action: 'replace';
      readonly fingerprint: string;
      readonly slot?: string | undefined;
      readonly expiresAt?: string | undefined;
      /** The stricter of the target's and the scenario's, which the run was held against. */
      readonly limits?: Limits | undefined;
      /** How the scenario's file differs from the one applied last, as a unified diff; absent where it does not, or none was. */
      readonly fileDiff?: string | undefined;
      readonly steps: readonly PlannedStep[];
      readonly endReason: EndReason;
      readonly active: RunReference;
      readonly conflicts: number;
      /** Others dropped its tables or made them anew: nothing is left to take back. Absent = false. */
      readonly isRebuilt?: boolean | undefined;
    })
  | (ScenarioAction & {
      readonly action: 'heal';
      /** Why the run will have ended, for the ledger. */
      readonly endReason: EndReason;
      readonly active: RunReference;
      readonly conflicts: number;
      /** Others dropped its tables or made them anew: nothing is left to take back. Absent = false. */
      readonly isRebuilt?: boolean | undefined;
    })
  | (ScenarioAction & { readonly action: 'keep'; readonly active: RunReference; readonly standing: Standing })
  /** Not brought back: rolled back by hand, or expired. */
  | (ScenarioAction & { readonly action: 'hold' })
  /** Not active now: suspended, or between two slots. */
  | (ScenarioAction & {
      readonly action: 'wait';
      /** What a slot would do to the data as they are now; absent but for a look ahead at a file that has not run as it is. */
      readonly preview?: readonly PlannedStep[] | undefined;
    })
  /** Active, but of another origin: left alone. */
  | (ScenarioAction & { readonly action: 'leave'; readonly active: RunReference });

/** The dry run of one target. Serialisable as JSON, formatVersion 1. */
export interface TargetPlan {
  readonly target: string;
  readonly environment: Environment;
  /** What the target's `approval` was when the plan was made, and reviewed; absent = exact. */
  readonly approval?: Approval | undefined;
  readonly server: { readonly product: string; readonly version: string; readonly database: string };
  readonly actions: readonly Action[];
  /** When apply next has something to do though no file changes, in ISO 8601, UTC; absent = never. */
  readonly nextDue?: string | undefined;
  /** Scenarios that are left out here, since an optional role is not bound; absent = none. */
  readonly absences?: readonly Absence[] | undefined;
  readonly warnings: readonly string[];
}

export interface Plan {
  readonly formatVersion: 1;
  /** Version of Faultline that made it. */
  readonly faultline: string;
  readonly project: string;
  readonly origin: Origin;
  /** The frozen clock, ISO 8601 in UTC. */
  readonly now: string;
  readonly targets: readonly TargetPlan[];
  /** Targets that could not be planned; absent = none. */
  readonly failures?: readonly TargetFailure[] | undefined;
  /** What a reviewer should know of the project as a whole; it decides nothing, and the digest is not of it. Absent = nothing. */
  readonly warnings?: readonly string[] | undefined;
  /** SHA-256 of all the above as canonical JSON: a plan that was edited is refused. */
  readonly digest: string;
}

/** Columns that a step's snapshot holds, in order: what `b1, a1, …` stand for. */
export interface SnapshotColumns {
  readonly key: readonly Column[];
  /** Columns with a value before (update: subjects, delete: all that are stored). */
  readonly before: readonly Column[];
  /** Columns with a value after (update: subjects, insert: all that are stored). */
  readonly after: readonly Column[];
  /** Where rows are told apart by all that they hold: every stored column of the table, the changed ones too. Absent = by their key. */
  readonly whole?: readonly Column[] | undefined;
}
