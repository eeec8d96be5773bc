import type { Effect } from './anomaly.ts';
import type { Origin } from './project.ts';
import type { EndReason, RunState } from './run.ts';
import type { TableName } from './table.ts';

/** A table that a run has touched, as it was when the ledger was purged. */
export interface CertifiedTable {
  readonly table: TableName;
  /** False where it is gone: then there are neither rows nor columns. */
  readonly isThere: boolean;
  readonly rows: number;
  /** Digest of all rows, whatever their order, comparable on one server; empty where the table is gone. */
  readonly checksum: string;
  /** The columns that the checksum is of, in order, each with its type. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** How rows of an ended run stand, by its snapshot; `unknown` where the snapshot was dropped before, or one that it needs of a run beneath. */
export type Comparison =
  | 'unknown'
  | {
      /** As before the run. */
      readonly asBefore: number;
      /** As the run had left them: a rollback that skipped them, or others who made them so again. */
      readonly asRun: number;
      /** Changed since by others, or by the rollback of an earlier run. */
      readonly changed: number;
      readonly gone: number;
    };

export interface CertifiedStep {
  readonly step: string;
  readonly anomaly: string;
  readonly effect: Effect;
  readonly table: TableName;
  readonly rows: number;
  /** Rows that an earlier step of the same run has changed as well count there only. */
  readonly comparison: Comparison;
}

export interface CertifiedRun {
  readonly run: string;
  readonly project: string;
  readonly scenario: string;
  readonly target: string;
  readonly path: string;
  readonly origin: Origin;
  readonly actor: string;
  readonly state: RunState;
  readonly endReason: EndReason | null;
  readonly preparedAt: string;
  readonly appliedAt: string | null;
  readonly endedAt: string | null;
  readonly rows: number;
  readonly fingerprint: string;
  readonly planDigest: string;
  readonly steps: readonly CertifiedStep[];
}

/** What a purge leaves behind. Times are ISO 8601 in UTC. */
export interface Certificate {
  readonly formatVersion: 1;
  readonly kind: 'PurgeCertificate';
  /** Version of the Faultline that wrote it. */
  readonly faultline: string;
  readonly project: string;
  readonly target: string;
  readonly server: { readonly product: string; readonly version: string; readonly database: string };
  readonly ledgerSchema: string;
  readonly at: string;
  readonly actor: string;
  /** Every run that the ledger held, in the order of application. */
  readonly runs: readonly CertifiedRun[];
  /** Every table that one of them touched, by schema and name. */
  readonly tables: readonly CertifiedTable[];
  /** SHA-256 (hex) of the canonical JSON of all the above. */
  readonly digest: string;
}
