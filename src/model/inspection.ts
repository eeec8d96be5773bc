import type { Column, Key, Table } from './table.ts';

/** What a column's values look like beyond their type: `after` names a column that they never precede. */
export type Semantics =
  | {
      readonly looksLike:
        | 'category'
        | 'money'
        | 'e-mail'
        | 'uuid'
        | 'phone'
        | 'url'
        | 'ssn'
        | 'permanent id'
        | 'ip'
        | 'date as text'
        | 'number as text'
        | 'identifier';
    }
  | { readonly looksLike: 'after'; readonly column: string };

export interface InspectedColumn {
  readonly column: Column;
  readonly nulls: number;
  /** May be approximate; null where it was not counted. */
  readonly distinct: number | null;
  /** Text of the smallest and largest value; null where there is none or the kind has no order. */
  readonly min: string | null;
  readonly max: string | null;
  readonly semantics?: Semantics | undefined;
  /** Ids of the anomalies that suit it, best first. */
  readonly suits: readonly string[];
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

/** What `inspect` finds out about one table, in one profile query. */
export interface Inspection {
  readonly table: Table;
  readonly rows: number;
  /** Bytes on disk; undefined where the engine does not tell. */
  readonly bytes?: number | undefined;
  /** The key a step would use, or why there is none. */
  readonly key: Key | { readonly reason: string };
  readonly time?: InspectedTime | undefined;
  readonly columns: readonly InspectedColumn[];
  /** Ids of the anomalies of whole rows that suit the table. */
  readonly suits: readonly string[];
}
