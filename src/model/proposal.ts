/** How much speaks for a proposal: `sure` may be written without being asked; `unsure` is shown and never written. */
export const certainties = ['sure', 'likely', 'unsure'] as const;
export type Certainty = (typeof certainties)[number];

/** A name of the target that may be bound, with what speaks for and against it. */
export interface Choice {
  /** As a binding writes it. */
  readonly name: string;
  readonly certainty: Certainty;
  /** In a few words each: "named for orders", "the only date". */
  readonly reasons: readonly string[];
  /** The second best, as a binding writes it; absent where there is none. */
  readonly second?: string | undefined;
}

/** What could play a role in a target. */
export interface Proposal {
  readonly role: string;
  /** Absent where no table comes into question. */
  readonly table?: Choice | undefined;
  /** The table that comes nearest where none comes into question, and the needs that nothing in it meets. */
  readonly nearest?: { readonly name: string; readonly lacks: readonly string[] } | undefined;
  /** One for each need, in their order; `choice` is absent where nothing in the table meets it. */
  readonly columns: readonly { readonly need: string; readonly choice?: Choice | undefined }[];
  /** The least of all its parts; `unsure` where one is missing. */
  readonly certainty: Certainty;
}

/** What `bind` found out about one target. */
export interface TargetProposals {
  readonly target: string;
  /** "PostgreSQL 16.4, db shop". */
  readonly server: string;
  readonly proposals: readonly Proposal[];
  /** Roles that faultline.yaml binds already, with all that scenarios need of them. */
  readonly bound: readonly string[];
  /** Tables of the target, and how many of them were looked at. */
  readonly tables: { readonly all: number; readonly read: number };
}
