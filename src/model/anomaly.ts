import type { Alteration } from './alteration.ts';
import type { AlterContext, ColumnContext, RowContext, StepContext } from './anomaly-context.ts';
import type { FileDamage } from './file-damage.ts';
import type { AmplitudeUnit, During, Measure, Select, Shape, Step, Volume } from './scenario.ts';
import type { Sql } from './sql.ts';
import type { Column, Table } from './table.ts';
import type { Fit, Relation } from './trait.ts';
import type { Duration } from './duration.ts';

/** What a step does to the rows (or the table) it takes. */
export type Effect = 'update' | 'insert' | 'delete' | 'alter' | 'file';

export type Category = 'pipeline' | 'quality' | 'business';

/** The figure by which the plan shows that an anomaly works. */
export type Metric = 'rows' | 'nulls' | 'distinct' | 'mean' | 'sd' | 'max' | 'freshness' | 'sum';

/** A JSON Schema (draft-07) object; TypeBox makes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

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

/** Another column of the table that a parameter of `with` names. */
export interface OtherColumn {
  /** The step changes it along with its subject; else it is only read. */
  readonly changes: boolean;
  /**
   * Why the column does not suit, as the end of a sentence; undefined where it does. Columns that the database fills in by
   * itself are refused anyway where they change.
   * @param subject the column of the step
   */
  unsuitable(column: Column, table: Table, subject: Column): string | undefined;
  /** What the subject has to do with the column that is proposed for it; absent = none is proposed. */
  readonly relation?: Relation | undefined;
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
  /** Parameters of `with` that name other columns of the table, by their name; one that a step leaves out names none, a list several, which are only read. */
  readonly others?: Readonly<Record<string, OtherColumn>> | undefined;
  /** How well it suits columns by what they hold; of whole-row anomalies without a subject, tables. Absent = by what it does. `inspect` goes by it. */
  readonly fit?: Fit | undefined;
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
   * without one. `isOpen`: the window has no end and its length is the amplitude (in buckets). `ago`: it ends so long
   * before the last completed bucket does. `isByBucket`: each bucket of it is an occurrence by itself.
   */
  readonly window?:
    | {
        readonly default: Duration;
        readonly needsTime: boolean;
        readonly isOpen?: boolean;
        readonly ago?: Duration;
        readonly isByBucket?: boolean;
      }
    | undefined;
  /** Which rows it takes where the step does not say; absent = at random. `isFixed`: a step may not say otherwise. */
  readonly selection?: { readonly default: Select; readonly isFixed: boolean } | undefined;
  /** Its strength follows a shape over time; this is the one it has by default. */
  readonly shape?: Shape | undefined;
  /**
   * The step names a metric by `measure` (or its column by `column`, which is the same as its average, or as its sum where no average can move); the
   * aggregates that it may have.
   */
  readonly measures?: readonly Measure['aggregate'][] | undefined;
  /**
   * The anomaly as a step needs it, by its measure or its `with`: a number of rows moves by rows, a sum or an average by
   * values. Absent or undefined = as it is. A form that updates values where the step names no column changes its time
   * column.
   */
  forStep?(step: Pick<Step, 'measure' | 'amplitude' | 'with'>): Anomaly | undefined;
  readonly metric: Metric;
}

/** A survey that is taken once the windows are known: aggregates for each bucket of time. */
export interface BucketSurvey<With = Readonly<Record<string, unknown>>> {
  /** Buckets before the first window that are surveyed, too. */
  readonly baseline: number;
  /**
   * Aggregates over the rows `t` of one bucket. Statistics then hold under each name the list of the figures, one for
   * each bucket from the first surveyed one to the last window's end, `0` where there is none, and under `buckets` when each begins.
   */
  figures(context: RowContext<With>): Readonly<Record<string, Sql>>;
}

/** The aggregate `labels` of the survey is then the list of the column's distinct values, as text, sorted by bytes, and `counts`, if asked for, that of their rows; refused above `most`. */
export interface Categories {
  readonly most: number;
  readonly withCounts?: boolean | undefined;
}

/** What anomalies of rows have in common: what they need to know before rows are chosen. */
interface RowAnomalyEntry<With> extends AnomalyEntry {
  /** Aggregates it needs; undefined = none. Evaluated with `t` rows of the baseline. */
  survey?(context: ColumnContext<With>): Survey;
  readonly categories?: Categories | undefined;
  readonly bucketSurvey?: BucketSurvey<With> | undefined;
  /** Its values depend on what the clock says when the plan is made. */
  readonly readsClock?: boolean | undefined;
  /** Refuses what the survey shows to be impossible (a column without spread). @throws UNSUITABLE_COLUMN, VALUE_OUT_OF_RANGE */
  check?(context: RowContext<With>): void;
  /**
   * Rows to take in each occurrence, in place of a volume. More than there are eligible ones only where rows are copied.
   * @param eligible rows of each occurrence
   */
  quotas?(context: RowContext<With>, eligible: readonly number[]): readonly number[];
}

/** Where values come from: other rows that the step takes. Volume counts those that take part, labels count changes. */
export interface Exchange {
  /** `next`: each row takes the value of the next one in an order that is drawn, so that values are permuted. `spare`: of a row that keeps its own, so that values repeat. */
  readonly from: 'next' | 'spare';
  /**
   * Rows exchange with others of the same bucket of time, or of the same group of their selection only; absent = with all.
   * `pair`: with their neighbour in time order, or in key order where the step has no time column, of steps that select
   * runs of two; of neighbours with the same value, or without one, neither takes part.
   */
  readonly within?: 'bucket' | 'group' | 'pair' | undefined;
}

/** Changes values of one column, and of others that go with it. */
export interface UpdateAnomaly<With = Readonly<Record<string, unknown>>> extends RowAnomalyEntry<With> {
  readonly effect: 'update';
  /** Why the column does not suit, as the end of a sentence ("is not text"); undefined where it does. Called with the step's `with`, or its defaults. */
  unsuitable(column: Column, table: Table): string | undefined;
  /** It may write values that the column has never held (then unique and foreign-key columns are refused). */
  readonly makesNewValues: boolean;
  readonly exchange?: Exchange | undefined;
  /** A row's value depends on other rows: values that it binds may hold window functions, over all rows that the step may take. */
  readonly looksAround?: boolean | undefined;
  /** The value after the change; it is cast to the column's type by the caller. */
  after(context: RowContext<With>): Sql;
  /** Values after the change of the other columns that change, by their parameter of `with`; cast by the caller. */
  alongside?(context: RowContext<With>): Readonly<Record<string, Sql>>;
  /** A cheaper condition that holds exactly where a value after differs from the one before (of an `exchange`: where the row can take part); absent or undefined = the values compared (where there is one). */
  differs?(context: RowContext<With>): Sql | undefined;
}

/** The column that an anomaly of whole rows goes by. */
interface RowSubject {
  /** Why the column does not suit, as the end of a sentence; undefined where it does. */
  unsuitable(column: Column, table: Table): string | undefined;
}

/** Anomalies of whole rows that go by a column have a subject; their contexts have no column otherwise. */
interface WholeRowEntry<With> extends RowAnomalyEntry<With> {
  /** Why the table does not suit. */
  unsuitable?(context: StepContext<With>): string | undefined;
  readonly subject?: RowSubject | undefined;
  /** Which rows it may take, out of those that the step allows. Without a `subject` the context has no column. */
  eligible?(context: RowContext<With>): Sql;
}

/** Copies chosen rows, with new keys. */
export interface InsertAnomaly<With = Readonly<Record<string, unknown>>> extends WholeRowEntry<With> {
  readonly effect: 'insert';
  /** Copies keep the key that its step names, or that was found; absent = they get another. */
  readonly keepsKey?: boolean | undefined;
  /** Copies of each chosen row, decimal text; absent = 1. Of 1.5 half of the rows come once more, and half twice. */
  copies?(context: { readonly amplitude: string }): string;
  /** The subject's value in a copy; only rows in which it differs are eligible. Absent = as in the original. */
  after?(context: RowContext<With>): Sql;
}

/** Removes chosen rows. */
export interface DeleteAnomaly<With = Readonly<Record<string, unknown>>> extends WholeRowEntry<With> {
  readonly effect: 'delete';
}

/** Changes the table's shape. */
export interface AlterAnomaly<With = Readonly<Record<string, unknown>>> extends AnomalyEntry {
  readonly effect: 'alter';
  /** Whether a step names the column that it changes; absent = it does. */
  readonly takesColumn?: boolean | undefined;
  /** Nobody finds the table by its name while it lasts; absent = false. */
  readonly takesTable?: boolean | undefined;
  /** What of the table's declaration it goes by; absent = nothing, and the context has none. */
  readonly reads?: 'columns' | 'readers' | undefined;
  /** Values of its column are kept in a snapshot, by the rows' key, and are written back at the rollback; absent = none are. */
  readonly keepsValues?: boolean | undefined;
  /** Why the column does not suit, as the end of a sentence; undefined where it does, and where a step names none. */
  unsuitable(column: Column, table: Table): string | undefined;
  /** Why the table does not suit, as the end of a sentence. */
  unsuitableTable?(table: Table): string | undefined;
  /** What a placebo does instead; absent = the same with the placebo's parameters. */
  nearMiss?(context: AlterContext<With>): Alteration;
  /** The change. @throws INVALID_VALUE, UNSUITABLE_COLUMN */
  alteration(context: AlterContext<With>): Alteration;
}

/** Breaks files as files, whatever rows they hold: only where tables are made of files. */
export interface FileAnomaly<With = Readonly<Record<string, unknown>>> extends AnomalyEntry {
  readonly effect: 'file';
  /** What happens to each file that is chosen. */
  damage(context: { readonly with: With; readonly amplitude: string | undefined }): FileDamage;
}

export type Anomaly<With = Readonly<Record<string, unknown>>> =
  | UpdateAnomaly<With>
  | InsertAnomaly<With>
  | DeleteAnomaly<With>
  | AlterAnomaly<With>
  | FileAnomaly<With>;

/** The anomalies by id. */
export type Catalog = ReadonlyMap<string, Anomaly>;
