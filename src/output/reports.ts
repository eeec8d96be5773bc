import type { TargetFailure } from '../model/failure.ts';
import type { PlannedSchedule } from '../model/plan.ts';
import type { Environment } from '../model/project.ts';
import type { Run, RunStep, Standing } from '../model/run.ts';
import type { Suspension } from '../model/scenario.ts';

/** An active run and, where it was looked for, what became of its rows. */
export interface ActiveRun {
  readonly run: Run;
  readonly standing?: Standing | undefined;
  /** Others dropped its tables or made them anew: nothing is left to take back. Absent = false. */
  readonly isRebuilt?: boolean | undefined;
}

/** What is active in one target. */
export interface TargetStatus {
  /** Its name, or that of the database where it is looked at by its URL. */
  readonly target: string;
  /** Absent where it is looked at by its URL. */
  readonly environment?: Environment | undefined;
  readonly server: { readonly product: string; readonly version: string; readonly database: string };
  readonly active: readonly ActiveRun[];
  /** Ended runs that hold their scenario: apply does not bring it back. */
  readonly held: readonly Run[];
  /** Runs that a crash left open; `recover` settles them. */
  readonly open: readonly Run[];
  /** Names of held scenarios of the project whose file is gone; absent = none, or not known. */
  readonly withoutFile?: readonly string[] | undefined;
  /** Names of held scenarios of the project whose file has changed since, which ends the hold; absent = none, or not known. */
  readonly changed?: readonly string[] | undefined;
  /** When scenarios are due again, those that are not held; absent = none, or not known. */
  readonly coming?: readonly ComingSlots[] | undefined;
  /** Scenarios that their files keep away; absent = none, or not known. */
  readonly suspended?: readonly SuspendedScenario[] | undefined;
}

/** When a scenario is due again: its next slots, at most five, in ISO 8601, UTC. */
interface ComingSlots extends PlannedSchedule {
  readonly scenario: string;
}

interface SuspendedScenario extends Suspension {
  readonly scenario: string;
}

export interface StatusReport {
  /** Absent where a database is looked at by its URL: then the runs are of any project and target. */
  readonly project?: string | undefined;
  /** ISO 8601 in UTC. */
  readonly now: string;
  readonly targets: readonly TargetStatus[];
  /** Targets that could not be asked. */
  readonly failures: readonly TargetFailure[];
  /** Why nothing is known of the scenario files; absent where they could be read. */
  readonly filesProblem?: string | undefined;
  /** Only some of the project's targets were asked; absent = false. */
  readonly isPartial?: boolean | undefined;
}

/** Runs of one target, newest first. */
export interface HistoryReport {
  readonly target: string;
  readonly now: string;
  readonly runs: readonly Run[];
  /** How many there are, where not all of them are told; absent = all are. */
  readonly total?: number | undefined;
  /** Only the runs of this scenario are told; absent = of all. */
  readonly scenario?: string | undefined;
  /** A database is looked at by its URL: the runs are of any project and target; absent = false. */
  readonly isByUrl?: boolean | undefined;
}

/** What became of the rows of one step; absent for alter, where `isIntact` says whether the shape is as the run left it. */
export interface StepStanding {
  readonly step: RunStep;
  readonly standing?: Standing | undefined;
  readonly isIntact: boolean;
}

/** One run, and what became of its rows. */
export interface RunReport {
  readonly now: string;
  readonly run: Run;
  /** Empty where nothing was looked up. */
  readonly steps: readonly StepStanding[];
}
