import type { Declaration } from './alteration.ts';
import type { Dialect } from './dialect.ts';
import type { Window } from './plan.ts';
import type { Step } from './scenario.ts';
import type { Sql } from './sql.ts';
import type { Column, Table } from './table.ts';

/** Figures measured once in the plan and frozen there: decimal text rounded to 6 significant digits, text, or a list of these. */
export type Statistics = Readonly<Record<string, string | readonly string[] | null>>;

/** What is known when an anomaly is asked about a step. */
export interface StepContext<With = Readonly<Record<string, unknown>>> {
  readonly dialect: Dialect;
  readonly table: Table;
  /** Parameters of `with`, defaults filled in. */
  readonly with: With;
  readonly step: Step;
}

/** A column and the value that it has in a row, in SQL. */
export interface ColumnValue {
  readonly column: Column;
  readonly value: Sql;
}

/** As `StepContext`, for an anomaly of one column. */
export interface ColumnContext<With = Readonly<Record<string, unknown>>> extends StepContext<With> {
  readonly column: Column;
  /** The column's value before the change, in SQL. */
  readonly before: Sql;
  /** The column that gives a row its place in time; undefined where the step looks at no time. */
  readonly time: ColumnValue | undefined;
  /** The other column that this parameter of `with` names; undefined where the step leaves it out. */
  other(parameter: string): ColumnValue | undefined;
  /** The same of a parameter that is a list of columns; none where the step leaves it out. */
  others(parameter: string): readonly ColumnValue[];
}

/** As `ColumnContext`, when the survey has been taken and a row is at hand. */
export interface RowContext<With = Readonly<Record<string, unknown>>> extends ColumnContext<With> {
  readonly statistics: Statistics;
  /** Decimal text of the amplitude in the anomaly's unit. */
  readonly amplitude: string;
  /** The plan's clock, for anomalies that read it (`readsClock`): ISO 8601 in UTC with microseconds. */
  readonly now: string;
  /** The windows in their order: a row's occurrence is the number of its own, from 1. Undefined where the step looks at all of time. */
  readonly windows: readonly Window[] | undefined;
  readonly occurrence: Sql;
  /** A uniform whole number from 0 to `bound` − 1, a function of seed, step, purpose and the row's key. @param purpose `value`, `value.2`, … @param bound at most 2^31 */
  draw(purpose: string, bound: number): Sql;
  /** A uniform whole number from 0 to `bound` − 1, a function of seed, step, purpose and a text: a draw for a label or a bucket instead of a row. */
  drawFor(purpose: string, text: string, bound: number): number;
  /** The order of all rows by a draw for this purpose: a total one, the same on every engine; for `order by` of a window function. */
  drawnOrder(purpose: string): Sql;
  /** The shape's factor at the row's time, millionths from 0 (no change) to 1000000 (full strength), may be negative for oscillating; undefined where it is 1000000 throughout. */
  readonly strength: Sql | undefined;
  /** Names a value that is used more than once, so that it is computed once a row. */
  bind(value: Sql): Sql;
  /** The column's value in the row from which this one takes it, of anomalies with an `exchange` and of these alone. */
  readonly partner: Sql | undefined;
}

/** What is known when an anomaly is asked how it changes the table's shape. */
export interface AlterContext<With = Readonly<Record<string, unknown>>> extends StepContext<With> {
  /** Undefined where a step names none. */
  readonly column: Column | undefined;
  /** How the table declares what its description leaves out; empty for an anomaly that reads none of it. */
  readonly declaration: Declaration;
  /** Names of tables and views in the table's schema. */
  readonly tables: readonly string[];
}
