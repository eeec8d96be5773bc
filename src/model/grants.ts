import type { Privilege } from './engine.ts';
import type { Column, TableName } from './table.ts';

/** A table, and what a user is to be allowed on it. */
export interface GrantedTable {
  readonly name: TableName;
  /** In the order of `Privilege`. */
  readonly privileges: readonly Privilege[];
  /** Rows are inserted that get fresh keys from the table's own generators. */
  readonly makesKeys: boolean;
  /** Undefined where the target was not looked into. */
  readonly columns?: readonly Column[] | undefined;
}

/** For whom the least privileges are asked, and what for. */
export interface GrantRequest {
  /** As the database names its users; where a host belongs to the name, `name@host`. */
  readonly user: string;
  /** Undefined where the target was not looked into. */
  readonly database?: string | undefined;
  /** Schema of the ledger; undefined = the engine's default. */
  readonly ledgerSchema?: string | undefined;
  /** Only what `plan` and `inspect` need. */
  readonly isReadOnly: boolean;
  readonly tables: readonly GrantedTable[];
}

/** One statement of a script, with the reason why it is there. */
export interface Grant {
  readonly why: string;
  /** Whole, with the mark that ends it; undefined where there is nothing to run. */
  readonly statement?: string | undefined;
}
