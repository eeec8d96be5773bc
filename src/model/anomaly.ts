import type { Semantics } from './inspection.ts';
import type { Dialect } from './dialect.ts';
import type { AmplitudeUnit, During, Select, Shape, Step, Volume } from './scenario.ts';
import type { Sql } from './sql.ts';
import type { Column, Table } from './table.ts';
import type { Duration } from './duration.ts';

/** What a step does to the rows (or the table) it takes. */
export type Effect = 'update' | 'insert' | 'delete' | 'alter';

export type Category = 'pipeline' | 'quality' | 'business';

/** The figure by which the plan shows that an anomaly works. */
export type Metric = 'rows' | 'nulls' | 'distinct' | 'mean' | 'sd' | 'max' | 'freshness' | 'sum';

/** A JSON Schema (draft-07) object; TypeBox makes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Figures measured once in the plan and frozen there: decimal text rounded to 6 significant digits, text, or a list of texts. */
export type Statistics = Readonly<Record<string, string | readonly string[] | null>>;

/** An existing value at the fraction (0 to 1) of the sorted ones. */
export interface Quantile {
  readonly quantile: number;
  readonly of: Sql;
}

/** Aggregates of the survey, taken over the baseline: the rows of `where`, without the window. */
export type Survey = Readonly<Record<string, Sql | Quantile>>;

/**
 * The benign near miss of the same kind that a good monitor lets pass: what a step with `placebo: true` has in place of
 * the anomaly's own defaults. Such a step may not set these itself.
 */
export interface Placebo {
  /** What it does and why it is harmless, in a sentence. */
  readonly description: string;
  readonly volume?: Volume | undefined;
  /** Decimal text in the anomaly's unit. */
  readonly amplitude?: string | undefined;
  readonly during?: During | undefined;
  readonly select?: Select | undefined;
  /** Parameters of `with`. */
  readonly with?: Readonly<Record<string, unknown>> | undefined;
}

interface AnomalyEntry {
  /** `null-spike`: the name in scenario files, and of its file. */
  readonly id: string;
  readonly category: Category;
  readonly title: string;
  /** What it is, in one or two sentences. */
  readonly description: string;
  /** How it comes about and looks in production. */
  readonly inProduction: string;
  /** Monitors of real tools that should catch it. */
  readonly caughtBy: readonly string[];
  readonly placebo: Placebo;
  /** Schema of `with`: an object schema without additional properties, every property with a description and, where it has one, its default. */
  readonly parameters: JsonSchema;
  /** What volume means and what it is by default; undefined = the anomaly takes none (alter). */
  readonly volume?: { readonly default: Volume; readonly meaning: string } | undefined;
  /** What amplitude means, its unit, default (decimal text in the unit) and bounds; undefined = it takes none. */
  readonly amplitude?:
    | {
        readonly unit: AmplitudeUnit;
        readonly default: string;
        readonly min: string;
        readonly max: string;
        readonly meaning: string;
      }
    | undefined;
  /**
   * Where it strikes when the step does not say and the table has a time column. `needsTime`: it is refused
   * without one. `open`: the window has no end and its length is the amplitude (in buckets).
   */
  readonly window?: { readonly default: Duration; readonly needsTime: boolean; readonly isOpen?: boolean } | undefined;
  /** Its strength follows a shape over time; this is the one it has by default. */
  readonly shape?: Shape | undefined;
  readonly metric: Metric;
}

/** What is known when an anomaly is asked about a step. */
export interface StepContext<With = Readonly<Record<string, unknown>>> {
  readonly dialect: Dialect;
  readonly table: Table;
  /** Parameters of `with`, defaults filled in. */
  readonly with: With;
  readonly step: Step;
}

/** As `StepContext`, for an anomaly of one column. */
export interface ColumnContext<With = Readonly<Record<string, unknown>>> extends StepContext<With> {
  readonly column: Column;
  /** The column's value before the change, in SQL. */
  readonly before: Sql;
}

/** As `ColumnContext`, when the survey has been taken and a row is at hand. */
export interface RowContext<With = Readonly<Record<string, unknown>>> extends ColumnContext<With> {
  readonly statistics: Statistics;
  /** Decimal text of the amplitude in the anomaly's unit. */
  readonly amplitude: string;
  /** A uniform whole number from 0 to `bound` − 1, a function of seed, step, purpose and the row's key. @param purpose `value`, `value.2`, … @param bound at most 2^31 */
  draw(purpose: string, bound: number): Sql;
  /** The shape's factor at the row's time, millionths from 0 (no change) to 1000000 (full strength), may be negative for oscillating; undefined where it is 1000000 throughout. */
  readonly strength: Sql | undefined;
  /** Names a value that is used more than once, so that it is computed once a row. */
  bind(value: Sql): Sql;
}

/** Changes values of one column. */
export interface UpdateAnomaly<With = Readonly<Record<string, unknown>>> extends AnomalyEntry {
  readonly effect: 'update';
  /** Why the column does not suit, as the end of a sentence ("is not text"); undefined where it does. Called with the step's `with`, or its defaults. */
  unsuitable(column: Column, table: Table): string | undefined;
  /** It may write values that the column has never held (then unique and foreign-key columns are refused). */
  readonly makesNewValues: boolean;
  /** What the column's texts have to look like, where its type alone does not tell; `inspect` goes by it. */
  readonly contents?: readonly Semantics['looksLike'][] | undefined;
  /** Aggregates it needs; undefined = none. Evaluated with `t` rows of the baseline. */
  survey?(context: ColumnContext<With>): Survey;
  /** The aggregate `labels` of the survey is then the list of the column's distinct values, as text, sorted by bytes; refused above `most`. */
  readonly categories?: { readonly most: number } | undefined;
  /** Refuses what the survey shows to be impossible (a column without spread). @throws UNSUITABLE_COLUMN, VALUE_OUT_OF_RANGE */
  check?(context: RowContext<With>): void;
  /** The value after the change; it is cast to the column's type by the caller. */
  after(context: RowContext<With>): Sql;
  /** A cheaper condition that holds exactly where the value after differs from the one before; absent or undefined = the two compared. */
  differs?(context: RowContext<With>): Sql | undefined;
}

/** Copies chosen rows, with new keys. */
export interface InsertAnomaly<With = Readonly<Record<string, unknown>>> extends AnomalyEntry {
  readonly effect: 'insert';
  /** Why the table does not suit. */
  unsuitable?(context: StepContext<With>): string | undefined;
}

/** Removes chosen rows. */
export interface DeleteAnomaly<With = Readonly<Record<string, unknown>>> extends AnomalyEntry {
  readonly effect: 'delete';
  unsuitable?(context: StepContext<With>): string | undefined;
}

/** A change of the table's shape, with what takes it back. */
export type Alteration = { readonly change: 'rename column'; readonly from: string; readonly to: string };

/** Changes the table's shape. */
export interface AlterAnomaly<With = Readonly<Record<string, unknown>>> extends AnomalyEntry {
  readonly effect: 'alter';
  unsuitable(column: Column, table: Table): string | undefined;
  alteration(context: StepContext<With> & { readonly column: Column }): Alteration;
}

export type Anomaly<With = Readonly<Record<string, unknown>>> =
  | UpdateAnomaly<With>
  | InsertAnomaly<With>
  | DeleteAnomaly<With>
  | AlterAnomaly<With>;

/** The anomalies by id. */
export type Catalog = ReadonlyMap<string, Anomaly>;
