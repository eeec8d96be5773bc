import type { Alteration } from './alteration.ts';
import type { Effect } from './anomaly.ts';
import type { Origin } from './project.ts';
import type { PlannedStep, SnapshotColumns } from './plan.ts';
import type { TableName } from './table.ts';

/**
 * prepared: snapshots exist, nothing is changed yet (a crash leaves this behind, `recover` removes it);
 * altering: tables are being altered where each alteration commits by itself (a crash leaves this behind, `recover` takes back what was altered);
 * applied: the change and its snapshots are committed; rolled back: taken back; healed: the table was made anew
 * by others, there is nothing left to take back.
 */
export type RunState = 'prepared' | 'altering' | 'applied' | 'rolled back' | 'healed';

/**
 * Why a run ended. `manual` holds the scenario, apply does not bring it back; so does `expired`, unless the run was of a
 * slot, which the next one follows. `rebuilt`: others made its tables anew, and it is injected again.
 */
export const endReasons = ['manual', 'expired', 'removed', 'changed', 'suspended', 'rebuilt'] as const;
export type EndReason = (typeof endReasons)[number];

/** What a step that sweeps keeps of its plan, to take arrivals as it took its first rows, and what has come of it. */
export interface RunSweep extends Pick<PlannedStep, 'column' | 'frozen' | 'schemaDigest'> {
  /** Sweeps that have taken rows. */
  readonly sweeps: number;
  /** Rows that they have taken, among the step's own. */
  readonly rows: number;
}

export interface RunStep {
  readonly id: string;
  /** Position in the scenario, from 1. */
  readonly ordinal: number;
  /** Its id, of a near miss with ` (placebo)` behind it. */
  readonly anomaly: string;
  readonly effect: Effect;
  readonly table: TableName;
  /** `Table.identity` when it was applied. */
  readonly tableIdentity: string;
  /** Where the rows' keys, befores and afters are kept; absent for alter. */
  readonly snapshot?: TableName | undefined;
  readonly columns: SnapshotColumns;
  readonly alteration?: Alteration | undefined;
  /** Absent = the step takes no arrivals. */
  readonly sweep?: RunSweep | undefined;
  readonly rows: number;
}

/** Where a run's files came from, and which workflow applied them. */
export interface RunOrigin extends Origin {
  /** Web address of the CI system's job; absent where none applied it. */
  readonly workflow?: string | undefined;
  /** When the first run began that this one continues, since its tables were made anew or its file changed within a slot; absent = it began itself. */
  readonly since?: string | undefined;
}

/** One application of one scenario to one target, as the ledger has it. Times are ISO 8601 in UTC. */
export interface Run {
  readonly id: string;
  /** Order of application in this target, from 1. */
  readonly sequence: number;
  readonly project: string;
  readonly scenario: string;
  readonly target: string;
  /** Due time of a schedule; empty for a scenario without one. */
  readonly slot: string;
  readonly state: RunState;
  readonly fingerprint: string;
  readonly origin: RunOrigin;
  readonly path: string;
  readonly planDigest: string;
  /** The plan's frozen clock. */
  readonly now: string;
  readonly actor: string;
  readonly preparedAt: string;
  readonly appliedAt: string | null;
  readonly expiresAt: string | null;
  readonly endedAt: string | null;
  readonly endReason: EndReason | null;
  /** Set by `resume`: the hold of this ended run is lifted. */
  readonly isReleased: boolean;
  /** Set by a rollback by hand between two slots: the scenario is held, though this run ended by itself. */
  readonly isHeldWaiting?: boolean | undefined;
  readonly rows: number;
  readonly source: string;
  readonly steps: readonly RunStep[];
}

/** Ground truth: one changed cell, or one row that came or went (then `column` is null and the values are the row as JSON). */
export interface Label {
  readonly run: string;
  readonly step: string;
  /** Its id, of a near miss with ` (placebo)` behind it. */
  readonly anomaly: string;
  readonly table: string;
  /** Text of the key; of several columns a JSON object. */
  readonly key: string;
  readonly column: string | null;
  readonly before: string | null;
  readonly after: string | null;
  /** Number of the window, from 1. */
  readonly occurrence: number;
}

/** What became of a run's cells, rows counted by comparing before (B), after (A) and current (C). */
export interface Standing {
  /** C = A: as the run left them. */
  readonly intact: number;
  /** C = B: already as before. */
  readonly restored: number;
  /** Others changed what the run had changed. */
  readonly conflicting: number;
  /** The row is no longer there (of a delete: see `restored`). */
  readonly gone: number;
}

/** Whether a run is neither applied nor ended: of somebody at work, or left by a crash. */
export function isOpen({ state }: Run): boolean {
  return state === 'prepared' || state === 'altering';
}
