import type { Sql } from '../../model/sql.ts';
import { raw, sql } from '../../sql/sql.ts';

/**
 * Compares code units and nothing else. All text that the dialect makes has it: two texts of different collations
 * meet in no operator, and an explicit one wins over a column's own.
 * https://learn.microsoft.com/en-us/sql/t-sql/statements/collation-precedence-transact-sql
 */
export const binary = 'Latin1_General_100_BIN2';

/** Under it functions count a surrogate pair as one character. */
export const supplementary = 'Latin1_General_100_CS_AS_KS_WS_SC';

/** Keeps varchar as UTF-8 and sorts it by its bytes. */
export const utf8 = 'Latin1_General_100_BIN2_UTF8';

/** A text under a collation. @param collation of the catalog or of this file: letters, digits, underscores */
export function collated(text: Sql, collation: string): Sql {
  if (!/^\w+$/.test(collation)) throw new TypeError(`not the name of a collation: ${collation}`);
  return sql`((${text}) collate ${raw(collation)})`;
}

/** Any text without a limit of its length: most functions cut what is longer than 4,000 characters otherwise. */
export function unlimited(text: Sql): Sql {
  return sql`cast(${text} as nvarchar(max))`;
}

/** The type that holds every text of so many characters. */
export function textType(length: number | undefined): string {
  return length === undefined || length > 4000 ? 'nvarchar(max)' : `nvarchar(${Math.max(1, length)})`;
}
