import type { Field } from '../../scenario/field.ts';

/**
 * A configuration of sdvg, its defaults filled in: https://github.com/tarantool/sdvg, doc/en/usage.md and
 * internal/generator/models. Each part keeps the field that it was read from.
 */
export interface SdvgConfiguration {
  /** Digits; undefined where each run of sdvg draws another one. */
  readonly seed: string | undefined;
  readonly models: readonly SdvgModel[];
  /** Names of models that are not written; others may refer to them. */
  readonly ignored: readonly string[];
  readonly output: SdvgOutput;
}

export interface SdvgModel {
  readonly field: Field;
  readonly name: string;
  readonly rows: number;
  /** Rows that are made, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly rowsPerFile: number | undefined;
  /** In the order in which they are written: columns of partitions that files do not hold come last. */
  readonly columns: readonly SdvgColumn[];
  readonly partitions: readonly SdvgPartition[];
}

export interface SdvgPartition {
  readonly field: Field;
  readonly column: string;
  /** Whether the files hold the column as well. */
  readonly isWritten: boolean;
}

export type SdvgType = 'integer' | 'float' | 'string' | 'datetime' | 'uuid';

export type SdvgColumn = SdvgValues | SdvgReference;

/** A column of values. */
export interface SdvgValues {
  readonly kind: 'values';
  readonly field: Field;
  readonly name: string;
  readonly type: SdvgType;
  /** One or more; their shares sum to 1. */
  readonly ranges: readonly SdvgRange[];
}

/** A column whose values are those of another model's column, which refers to none itself. */
export interface SdvgReference {
  readonly kind: 'reference';
  readonly field: Field;
  readonly name: string;
  readonly model: string;
  readonly column: string;
  /** The n-th row refers to the n-th row. */
  readonly keepsOrder: boolean;
  /** Values rise with the row's number. */
  readonly isOrdered: boolean;
}

/** A part of a column's rows, and what its values are. */
export interface SdvgRange {
  readonly field: Field;
  /** Of the column's rows, 0 to 1. */
  readonly share: number;
  /** Of the rows of this part, 0 to 1. */
  readonly nulls: number;
  /** Different values of this part; undefined where sdvg takes as many as there are rows, as far as the type has them. */
  readonly distinct: number | undefined;
  readonly isOrdered: boolean;
  /** Instead of generated ones, each as often as any other; null is no value. */
  readonly values: readonly SdvgValue[] | undefined;
  readonly parameters: SdvgParameters;
}

/** Numbers as JavaScript's, moments as ISO 8601 in UTC. */
export type SdvgValue = string | number | null;

/** `type_params` of a range. */
export type SdvgParameters =
  | { readonly type: 'integer'; readonly from: number; readonly to: number }
  | { readonly type: 'float'; readonly from: number; readonly to: number; readonly bits: 32 | 64 }
  | { readonly type: 'string'; readonly text: SdvgText; readonly locale: 'en' | 'ru' }
  /** ISO 8601 in UTC, both inclusive. */
  | { readonly type: 'datetime'; readonly from: string; readonly to: string }
  | { readonly type: 'uuid' };

export type SdvgText =
  | { readonly kind: 'template'; readonly template: string }
  | { readonly kind: 'first_name' | 'last_name' | 'phone' | 'text'; readonly min: number; readonly max: number }
  | { readonly kind: 'characters'; readonly min: number; readonly max: number; readonly alphabet: string };

export type SdvgOutput =
  | { readonly kind: 'devnull'; readonly field: Field }
  | {
      readonly kind: 'csv';
      readonly field: Field;
      readonly folder: string;
      readonly hasModelFolders: boolean;
      readonly floatPrecision: number;
      /** A layout of Go's package time, or `unix`. */
      readonly datetimeFormat: string;
      readonly delimiter: string;
      readonly hasHeader: boolean;
    }
  | {
      readonly kind: 'parquet';
      readonly field: Field;
      readonly folder: string;
      readonly hasModelFolders: boolean;
      readonly codec: string;
      readonly floatPrecision: number;
      readonly datetimeFormat: 'millis' | 'micros';
    }
  | {
      readonly kind: 'http';
      readonly field: Field;
      readonly url: string;
      /** Seconds. */
      readonly timeout: number;
      readonly batch: number;
      readonly workers: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Of Go's package text/template. */
      readonly template: string;
    };
