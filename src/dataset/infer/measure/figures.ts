import type { ColumnProfile, TableProfile } from '../../../model/profile.ts';
import type { Table } from '../../../model/table.ts';

/** What is known of one column of a table: aggregates alone. */
export interface ColumnFigures {
  readonly profile: ColumnProfile;
  /** Rows that have a value. */
  readonly filled: number;
  /** Values of numbers below which a share of them lies, in the order of `quantileShares`; absent of other columns. */
  readonly quantiles?: readonly number[] | undefined;
  /** Labels of few different values, the most frequent first; absent where there are many. */
  readonly labels?: readonly LabelCount[] | undefined;
  /** Absent of columns that are no texts. */
  readonly text?: TextFigures | undefined;
  /** Absent of columns that are no points in time. */
  readonly time?: TimeFigures | undefined;
  /** Whether values never fall, or never rise, from row to row; absent where they do both, or it was not looked at. */
  readonly order?: 'ascending' | 'descending' | undefined;
}

export interface LabelCount {
  /** Absent unless values are asked for. */
  readonly label?: string | undefined;
  readonly rows: number;
}

export interface TextFigures {
  /** Characters. */
  readonly shortest: number;
  readonly longest: number;
  readonly mean: number;
  /** The one form that nearly all texts have, `A`, `a` and `9` in place of letters and digits; absent where there is none. */
  readonly shape?: string | undefined;
}

export interface TimeFigures {
  /** Shares of the rows by hour of the day, and by day of the week from Monday; of sum 1. */
  readonly hours: readonly number[];
  readonly weekdays: readonly number[];
  /** All moments are whole ones of this unit; absent where they have fractions of a second. */
  readonly step?: 'day' | 'hour' | 'minute' | 'second' | undefined;
}

/** What is known of one reference of a table. */
export interface ReferenceFigures {
  readonly columns: readonly string[];
  /** Place of the other table among all that are looked at. */
  readonly parent: number;
  readonly keys: readonly string[];
  /** Whether the database vouches for it, or it was found in names and values. */
  readonly isDeclared: boolean;
  /** Rows that refer to nothing. */
  readonly nulls: number;
  /** Rows of the other table. */
  readonly parents: number;
  /** How many parents have so many children, by their number, those without any included; ascending. */
  readonly sizes: readonly { readonly children: number; readonly parents: number }[];
}

/** What is known of one table. */
export interface TableFigures {
  readonly table: Table;
  readonly profile: TableProfile;
  readonly columns: readonly ColumnFigures[];
  /** Columns of the primary key, or of what identifies rows in the data; empty where nothing does. */
  readonly key: readonly string[];
  readonly references: readonly ReferenceFigures[];
}

/** Shares of the values at which quantiles are read. */
export const quantileShares = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;
