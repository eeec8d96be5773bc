import type { Semantics } from './inspection.ts';
import type { Column, Table } from './table.ts';
import type { Relation } from './trait.ts';

/** What the values of one column are like. Figures are of all rows, but those of the sample. */
export interface ColumnProfile {
  readonly column: Column;
  readonly nulls: number;
  /** Null where it was not counted. */
  readonly distinct: number | null;
  /** Text of the smallest and largest value; null where there is none or the kind has no order. */
  readonly min: string | null;
  readonly max: string | null;
  /** Mean and population standard deviation, of numbers; null where there is none. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** Values below 0, values that are 0; null where the column holds no numbers. */
  readonly negatives: number | null;
  readonly zeros: number | null;
  /** Texts with a blank in them, texts with a character beyond ASCII; null where the column holds no text, or the server cannot tell. */
  readonly several: number | null;
  readonly beyondAscii: number | null;
  readonly semantics?: Semantics | undefined;
}

/** What one column has to do with another one. */
export interface Link {
  readonly relation: Relation;
  readonly from: Column;
  readonly to: Column;
}

/** What a table's values are like: one scan, and a sample of up to 1,000 rows. */
export interface TableProfile {
  readonly table: Table;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** The column that places rows in time; undefined where there is none. */
  readonly time?: Column | undefined;
  /** Days between its first and its last moment; undefined where there are none. */
  readonly days?: number | undefined;
  /** The likeliest first. Order in time is of all rows, the others are of the sample. */
  readonly links: readonly Link[];
}
