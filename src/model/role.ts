import type { Place } from './place.ts';

/** What a scenario calls a table that has another name in each target: `fact`, with the columns it needs of it. */
export interface Role {
  readonly name: string;
  /** Names of columns, in the scenario's own words: `time`, `amount`. */
  readonly needs: readonly string[];
  /** A target that does not bind it leaves the scenario out; else that is an error. */
  readonly isOptional: boolean;
}

/** The table and columns that play a role in one target. */
export interface Binding {
  /** As written: `schema.table`, or `table` in the target's default schema. */
  readonly table: string;
  /** Names of columns by the needs that they meet, spelled as the database has them. */
  readonly columns: Readonly<Record<string, string>>;
  /** Where the name of the table, or of the column that meets a need, stands in faultline.yaml. */
  readonly placeOf: (need?: string) => Place;
}

/** A name in a step that came from a binding. */
export interface BoundName {
  /** Position of the step, from 0. */
  readonly step: number;
  /** The key of the step at or below which it stands: `table`, `during`. */
  readonly key: string;
  readonly role: string;
  /** Absent for the table. */
  readonly need?: string | undefined;
  /** The name in the target. */
  readonly name: string;
  readonly target: string;
  /** Where the binding says so. */
  readonly place: Place;
}

/** Why a scenario is left out in one of its targets. */
export interface Absence {
  readonly scenario: string;
  readonly target: string;
  /** "role fact is not bound". */
  readonly reason: string;
}
