import type { Duration } from './duration.ts';
import type { Binding } from './role.ts';
import type { Limits } from './scenario.ts';

export const environments = ['development', 'test', 'staging', 'production'] as const;
export type Environment = (typeof environments)[number];

/** Targets that are worked on at once where nothing else is said. */
export const defaultConcurrency = 10;

/** How far the data may have moved between the review of a saved plan and its apply: `Target.approval`. */
export const approvals = ['exact', 'bounds'] as const;
export type Approval = (typeof approvals)[number];

/** A named connection to one database, or to a folder of files. */
export interface Target {
  readonly name: string;
  /** As written, with its references to secrets unresolved: safe to show. */
  readonly url: string;
  readonly environment: Environment;
  /**
   * `exact`: a saved plan is stale as soon as one chosen row differs. `bounds`: it is planned anew and applied while
   * scenario and schema are unchanged and rows within ±20 % of those approved. Absent = exact.
   */
  readonly approval?: Approval | undefined;
  /** Tables that no step may touch, `schema.table`, `*` as a wildcard. */
  readonly protect: readonly string[];
  readonly limits: Limits;
  /** What plays the roles of scenarios here, by role. */
  readonly bind: Readonly<Record<string, Binding>>;
  /** Schema that holds Faultline's own tables; absent = the engine's default. */
  readonly ledgerSchema?: string | undefined;
  /** Of a folder of files: globs by the names of tables; absent = each file, and each folder of files, is a table. */
  readonly tables?: Readonly<Record<string, string>> | undefined;
  /** How long a single statement may run, in seconds. */
  readonly statementTimeout: number;
}

export interface Project {
  /** Owner of the runs that this project makes. */
  readonly name: string;
  /** Absolute path of the folder that holds faultline.yaml. */
  readonly root: string;
  readonly targets: readonly Target[];
  /** Globs of scenario files, relative to `root`. */
  readonly scenarios: readonly string[];
  /** How long snapshots are kept after their rollback. */
  readonly keepSnapshots: Duration;
}

/** Where the project's files come from, so that only the same origin heals what it removed. */
export interface Origin {
  /** Host and path of the repository's remote, without credentials; else the absolute path of the project. */
  readonly repository: string;
  /** Branch or tag; empty outside of git. */
  readonly ref: string;
  readonly commit: string;
  /** True where YAML files of the folder differ from the commit; else absent. */
  readonly hasLocalChanges?: true | undefined;
  /** Folder of faultline.yaml inside the repository, `.` at its root. */
  readonly directory: string;
}
