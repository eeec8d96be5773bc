import type { ColumnProfile } from './profile.ts';
import type { Key, Table } from './table.ts';
import type { TextForm } from './trait.ts';

/** What a column's values look like beyond their type: `after` names a column that they never precede. */
export type Semantics =
  | { readonly looksLike: TextForm | 'category' | 'money' | 'identifier' }
  | { readonly looksLike: 'after'; readonly column: string };

/** An anomaly that suits a column or a table, with what a step of it needs besides. */
export interface Offer {
  /** Id of the anomaly. */
  readonly anomaly: string;
  /** How well it suits, 0 to 1. */
  readonly fit: number;
  /** Why it suits, as a clause about the column or table: "holds e-mail addresses". */
  readonly because: string;
  /** Other columns, by the parameter of `with` that names them. */
  readonly others: Readonly<Record<string, string | readonly string[]>>;
}

export interface InspectedColumn extends ColumnProfile {
  /** What suits it, best first. */
  readonly offers: readonly Offer[];
}

/** The time column of a table, and how its rows are spread over it. */
export interface InspectedTime {
  readonly column: string;
  /** ISO 8601 in UTC; null in an empty table. */
  readonly first: string | null;
  readonly last: string | null;
  readonly bucket: 'hour' | 'day' | 'week' | 'month';
  /** The last buckets in order, without gaps: an empty one has 0 rows. */
  readonly perBucket: readonly { readonly at: string; readonly rows: number }[];
}

/** What `inspect` finds out about one table. */
export interface Inspection {
  readonly table: Table;
  readonly rows: number;
  /** Bytes on disk; undefined where the engine does not tell. */
  readonly bytes?: number | undefined;
  /** The key a step would use, or why there is none. */
  readonly key: Key | { readonly reason: string };
  readonly time?: InspectedTime | undefined;
  readonly columns: readonly InspectedColumn[];
  /** Anomalies of the table as a whole that suit it, best first. */
  readonly offers: readonly Offer[];
}
