import type { Sql } from './sql.ts';
import type { TableName } from './table.ts';

/** How scripts for a database's usual client are written: statements with their values in them, to be read or run by hand. */
export interface Scripting {
  /** The client that runs the script as it stands: "psql". */
  readonly client: string;
  /** What comes first: that the client stops at the first error, and settings of the session. Each line is complete. */
  readonly head: readonly string[];
  /** The statement that opens a transaction for writing. */
  readonly begin: string;
  readonly commit: string;
  /** The statement with every value as a literal. @throws RangeError for a number that has none */
  render(statement: Sql): string;
  /** A statement that fails unless the condition holds, in a transaction or outside. @param otherwise what is wrong then, a sentence without a stop */
  check(condition: Sql, otherwise: string): Sql;
  /** Creates a schema that belongs to a user, if it is not there, whoever runs the script. Absent where it makes no difference who does. */
  readonly createSchema?: (schema: string, user: string) => Sql;
  /** Gives a table to a user; nothing where it is his. Absent where it makes no difference who has created it. */
  readonly giveTable?: (table: TableName, user: string) => Sql;
  /** A statement with what ends it for the client. @param isInside of a transaction that is still open behind it */
  ended(statement: string, isInside: boolean): string;
}

/** A piece of a script. */
export type ScriptEntry =
  /** In words, for whoever reads the script. */
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'statement'; readonly statement: Sql }
  /** The script ends here, and its transaction with it, unless the condition holds. */
  | { readonly kind: 'check'; readonly condition: Sql; readonly otherwise: string }
  | { readonly kind: 'begin' }
  | { readonly kind: 'commit' };

/** What is to be run in one target. */
export interface Script {
  readonly target: string;
  /** "PostgreSQL". */
  readonly product: string;
  readonly version: string;
  readonly database: string;
  /** What the script does, what it checks and what it does not, a sentence each. */
  readonly about: readonly string[];
  /** None where nothing is to be done. */
  readonly entries: readonly ScriptEntry[];
  readonly scripting: Scripting;
}
