import type { Place } from './place.ts';
import type { Step, Volume } from './scenario.ts';

/** A `kind: Dataset` file: synthetic tables to generate, defaults filled in. */
export interface Dataset {
  readonly name: string;
  readonly description?: string | undefined;
  /** Decides every value, together with the names of table and column and the row's number. Default: the name. */
  readonly seed: string;
  /** Locale of the names, addresses and texts of columns that name none: `en`, `de`, `pt_BR`. */
  readonly locale: string;
  /** What `now` and `today` mean in ranges of time: ISO 8601 in UTC, to the second. */
  readonly now: string;
  /** In the order of the file. */
  readonly tables: readonly DataTable[];
  readonly output?: Output | undefined;
  readonly anomalies?: Anomalies | undefined;
  /** Relative to the folder in which the command runs, or absolute. */
  readonly path: string;
  readonly placeOf: (path: readonly (string | number)[]) => Place;
  /** The file's values as they were read, for the record of what was made with them. */
  readonly source: unknown;
}

/** One table of a data set. */
export interface DataTable {
  readonly name: string;
  /** Rows of the whole table, from 0. What a row holds depends on it. Where `sized` by parents, the sum of their children. */
  readonly rows: number;
  /** The part that is written: numbers of its first and its last row, counted from 0. Absent = all rows. */
  readonly part?: { readonly from: number; readonly to: number } | undefined;
  readonly columns: readonly DataColumn[];
  /** Names of the columns of the primary key; empty where there is none. */
  readonly primaryKey: readonly string[];
  readonly references: readonly Reference[];
  readonly correlations: readonly Correlation[];
}

/** One column of a data set's table. */
export interface DataColumn {
  readonly name: string;
  readonly source: ColumnSource;
  /** How many rows have no value: exactly so many. Absent = none. */
  readonly nulls?: Volume | undefined;
  /** No value occurs twice. */
  readonly unique: boolean;
  /** So many different values occur, exactly, where there are rows enough. Absent = as many as come. */
  readonly distinct?: Volume | undefined;
  /** Values rise, or fall, with the row's number. Absent = they come in no order. */
  readonly ordered?: 'ascending' | 'descending' | undefined;
}

/** Where the values of a column come from. */
export type ColumnSource =
  /** A value type of the registry; `with` is valid against its parameters, defaults filled in. */
  | { readonly kind: 'type'; readonly type: string; readonly with: Readonly<Record<string, unknown>> }
  /** Text with `${…}`, each an SQL expression over columns of the same row. */
  | { readonly kind: 'template'; readonly text: string }
  /** One SQL expression of DuckDB over columns of the same row; `type` is the SQL type that it is cast to. */
  | { readonly kind: 'expression'; readonly text: string; readonly type?: string | undefined }
  /** A column of `DataTable.references`. */
  | { readonly kind: 'reference' };

/** Columns whose values are those of a row of another table, or of an earlier row of the same. */
export interface Reference {
  readonly columns: readonly string[];
  readonly table: string;
  /** Columns of the other table, in the same order. */
  readonly keys: readonly string[];
  /** How many rows refer to nothing: exactly so many. Absent = none. */
  readonly nulls?: Volume | undefined;
  /** Which row is referred to. */
  readonly pick: Pick;
}

/** How the rows of a child table are shared out among those of its parent. */
export type Pick =
  /** Every parent is as likely as any other. */
  | { readonly how: 'uniform' }
  /** Few parents have most of the children: the k-th of them with a weight of 1 / k^exponent. */
  | { readonly how: 'zipf'; readonly exponent: number }
  /** Each parent once at most. */
  | { readonly how: 'once' }
  /** The n-th row refers to the n-th parent, and from the last one on to the first again. */
  | { readonly how: 'inOrder' }
  /** Each parent has as many children as the distribution says: `shares[k]` of the parents have k of them. The shares sum to 1. */
  | { readonly how: 'children'; readonly shares: readonly number[] };

/** Columns whose ranks go together, by a Gaussian copula; each keeps its own distribution. */
export interface Correlation {
  readonly columns: readonly string[];
  /** Symmetric and positive definite, with ones in its diagonal: correlations of the normal deviates behind the columns. */
  readonly matrix: readonly (readonly number[])[];
}

/** Where the rows go. Options of the command line come before those of the file. */
export interface Output {
  /** `csv`, `json`, `jsonl`, `parquet`, `xlsx`, `http`, `target` or `nowhere`. */
  readonly kind: string;
  /** Valid against the parameters of the kind, defaults filled in. */
  readonly with: Readonly<Record<string, unknown>>;
}

/** What is broken in the tables before they are written. */
export type Anomalies =
  /** Steps as in a scenario. */
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  /** A share of bad rows, each of one anomaly out of a mix. */
  | { readonly kind: 'mix'; readonly volume: Volume; readonly mix: readonly MixedAnomaly[] };

export interface MixedAnomaly {
  readonly anomaly: string;
  /** Absent = every table that has the column, or every table. */
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  /** As in a step; valid against the anomaly's parameters, defaults filled in. */
  readonly amplitude?: string | undefined;
  readonly with: Readonly<Record<string, unknown>>;
  /** Relative to the other entries of the mix, above 0. */
  readonly weight: number;
}

/** What a table will look like, before anything is written. */
export interface TablePreview {
  readonly table: string;
  readonly columns: readonly string[];
  /** Rows that would be made. */
  readonly rows: number;
  /** The first of them, values as text. */
  readonly sample: readonly (readonly (string | null)[])[];
  /** Bytes of one row as CSV, on average over a sample; 0 where there are no rows. */
  readonly bytesPerRow: number;
  /** Seconds that one worker takes for a row, over the same sample. */
  readonly secondsPerRow: number;
}
