import type { LoadColumn } from '../../model/load.ts';
import { readShare } from '../read-share.ts';
import { digitsBehindPoint } from './read-stretches.ts';

/** Parameters of a list of values. */
export interface EnumParameters {
  readonly values: readonly (string | number | boolean)[] | Readonly<Record<string, string | number>>;
  readonly as?: Kind | undefined;
}

type Kind = 'text' | 'integer' | 'decimal' | 'float' | 'boolean';

/** A list of values as it is read. */
export interface EnumValues {
  readonly texts: readonly string[];
  /** As long as `texts`, above 0; undefined where every value is as likely as any other. */
  readonly shares: readonly number[] | undefined;
  readonly sqlType: string;
  readonly loadType: Pick<LoadColumn, 'type' | 'length' | 'precision' | 'scale'>;
  /** What texts of its type look like. */
  readonly pattern: RegExp;
}

/** Whether values have shares. */
export function isShared({ values }: EnumParameters): boolean {
  return !Array.isArray(values);
}

const patterns: Readonly<Record<Kind, RegExp>> = {
  boolean: /^(true|false)$/,
  integer: /^(0|-?[1-9]\d{0,17})$/,
  decimal: /^-?(0|[1-9]\d{0,8})(\.\d{1,9})?$/,
  float: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i,
  text: /^[^]*$/,
};

/** Reads a list or a mapping. Values of share 0 are left out. */
export function readEnum({ values, as }: EnumParameters): EnumValues {
  const entries: readonly (readonly [string, number | undefined])[] = Array.isArray(values)
    ? (values as readonly (string | number | boolean)[]).map((value) => [String(value), undefined] as const)
    : Object.entries(values).map(([value, share]) => [value, readShare(share) ?? 0] as const);
  const kept = entries.filter(([, share]) => share !== 0);
  const texts = kept.map(([text]) => text);
  const isText = Array.isArray(values) && values.some((value) => typeof value === 'string');
  const kind = as ?? (isText ? 'text' : kindOf(texts));
  return {
    texts,
    shares: isShared({ values }) ? kept.map(([, share]) => share!) : undefined,
    ...typesOf(kind, texts),
    pattern: patterns[kind],
  };
}

function kindOf(texts: readonly string[]): Kind {
  const kinds = ['boolean', 'integer', 'decimal', 'float'] as const;
  return kinds.find((kind) => texts.every((text) => patterns[kind].test(text))) ?? 'text';
}

function typesOf(kind: Kind, texts: readonly string[]): Pick<EnumValues, 'sqlType' | 'loadType'> {
  switch (kind) {
    case 'text':
      return { sqlType: 'VARCHAR', loadType: { type: 'text', length: Math.max(...texts.map(({ length }) => length)) } };
    case 'integer':
      return { sqlType: 'BIGINT', loadType: { type: 'integer' } };
    case 'decimal': {
      const scale = Math.max(...texts.map((text) => (patterns.decimal.test(text) ? digitsBehindPoint(text) : 0)));
      return { sqlType: `DECIMAL(18, ${scale})`, loadType: { type: 'decimal', precision: 18, scale } };
    }
    case 'float':
      return { sqlType: 'DOUBLE', loadType: { type: 'float' } };
    case 'boolean':
      return { sqlType: 'BOOLEAN', loadType: { type: 'boolean' } };
  }
}
