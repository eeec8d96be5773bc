import type { Written } from '../dataset-yaml.ts';
import type { SdvgOutput, SdvgParameters, SdvgRange, SdvgText, SdvgValue, SdvgValues } from './configuration.ts';
import { longestProse, proseOfLength } from '../prose-of-length.ts';
import { templateOf } from './template-of.ts';
import type { SdvgContext } from './table-of.ts';

/** A value type of a Dataset file with its parameters. */
export interface SdvgTyped {
  readonly type: string;
  readonly with: Readonly<Record<string, Written | undefined>>;
  readonly locale?: string | undefined;
  /** Share of the rows without a value, by the values themselves. */
  readonly nulls: number;
  /** All different values of the type occur where there are rows enough. */
  readonly isCounted: boolean;
}

/** The type of a column of one range. */
export function typeOf(column: SdvgValues, range: SdvgRange, context: SdvgContext): SdvgTyped {
  const { parameters, values } = range;
  if (values !== undefined) return ofValues(column, values);
  switch (parameters.type) {
    case 'integer':
      return counted('integer', { from: parameters.from, to: parameters.to });
    case 'float':
      return ofFloats(parameters, range, context);
    case 'datetime':
      return ofMoments(parameters, context.output);
    case 'uuid':
      return uncounted('uuid', {});
    case 'string':
      return { ...ofText(parameters, range, context), locale: localeOf(parameters) };
  }
}

/** Type of lists of values, by the type of the column. */
export const valuesAs: Readonly<Record<SdvgValues['type'], string>> = {
  integer: 'integer',
  float: 'float',
  string: 'text',
  datetime: 'text',
  uuid: 'text',
};

function ofValues({ type }: SdvgValues, values: readonly SdvgValue[]): SdvgTyped {
  const filled = values.filter((each) => each !== null);
  const weights = Map.groupBy(filled, (each) => each);
  const nulls = (values.length - filled.length) / values.length;
  if (filled.length === 0) return { type: 'enum', with: { values: [''] }, nulls: 1, isCounted: false };
  const different = [...weights.keys()];
  const isEven = different.length === filled.length;
  const list = isEven
    ? different
    : Object.fromEntries([...weights].map(([value, same]) => [value, same.length / filled.length]));
  return { type: 'enum', with: { values: list, as: valuesAs[type] }, nulls, isCounted: true };
}

function ofFloats(
  { from, to }: Extract<SdvgParameters, { readonly type: 'float' }>,
  range: SdvgRange,
  { output, warn }: SdvgContext,
): SdvgTyped {
  const scale = scaleOf(output, Math.max(Math.abs(from), Math.abs(to)));
  if (scale === undefined) {
    if (output.kind === 'csv') warn(range.field, 'numbers as large as these are written with all their digits');
    return uncounted('float', { from, to });
  }
  const within = (value: number, round: (units: number) => number) => round(value * 10 ** scale) / 10 ** scale;
  return uncounted('decimal', { from: within(from, Math.floor), to: within(to, Math.ceil), scale });
}

/**
 * Digits behind the point that sdvg writes into CSV files, where a decimal number holds them; undefined where files hold
 * floating-point numbers.
 * @param most the largest number without its sign
 */
export function scaleOf(output: SdvgOutput, most: number): number | undefined {
  if (output.kind !== 'csv') return undefined;
  const digits = Math.max(1, Math.ceil(Math.log10(most + 1)));
  return digits + output.floatPrecision <= 15 ? output.floatPrecision : undefined;
}

/** As fine as sdvg writes them. */
function ofMoments(
  { from, to }: Extract<SdvgParameters, { readonly type: 'datetime' }>,
  output: SdvgOutput,
): SdvgTyped {
  const type = timesType(output);
  const bounds = { from: momentText(from), to: momentText(to) };
  return uncounted(type, type === 'date' ? bounds : { ...bounds, step: stepOf(output) });
}

/** The type of points in time: days where nothing else is written of them. */
export function timesType(output: SdvgOutput): 'date' | 'timestamp' {
  return output.kind === 'csv' && output.datetimeFormat === '2006-01-02' ? 'date' : 'timestamp';
}

/** Layouts of Go have fractions of seconds where they say so: `.000`, `,999`. */
function stepOf(output: SdvgOutput): string | undefined {
  if (output.kind === 'csv') return /[.,][09]+/.test(output.datetimeFormat) ? undefined : '1 second';
  return output.kind === 'parquet' && output.datetimeFormat === 'millis' ? '1 ms' : undefined;
}

function ofText({ text, locale }: TextParameters, range: SdvgRange, context: SdvgContext): SdvgTyped {
  switch (text.kind) {
    case 'template':
      return counted('string', templateOf(text.template, locale));
    case 'text':
      context.warn(
        range.field.at('type_params').at('logical_type'),
        `texts are counted in words: they are of about ${Math.min(text.min, longestProse)} to ${Math.min(text.max, longestProse)} characters`,
      );
      return uncounted('lorem', proseOfLength(text.min, text.max));
    case 'characters':
      return ofCharacters(text, range, context);
    default:
      return uncounted(text.kind, {});
  }
}

type TextParameters = Extract<SdvgParameters, { readonly type: 'string' }>;

/** Strings that are to differ are told apart by the characters that all of them have: the shortest are made longer where these are too few. */
function ofCharacters(
  { min, max, alphabet }: Extract<SdvgText, { readonly kind: 'characters' }>,
  { distinct, field }: SdvgRange,
  { warn }: SdvgContext,
): SdvgTyped {
  const size = [...alphabet].length;
  const needed = distinct === undefined || size === 1 ? min : Math.ceil(Math.log(distinct) / Math.log(size) - 1e-9);
  const shortest = Math.min(max, Math.max(min, needed));
  if (shortest > min)
    warn(field, `strings are of ${shortest} characters at least, not ${min}, so that ${distinct} of them can differ`);
  return uncounted('string', { min: shortest, max, alphabet });
}

function localeOf({ locale, text }: TextParameters): string | undefined {
  return locale === 'en' || text.kind === 'template' || text.kind === 'characters' ? undefined : locale;
}

/** As a Dataset file writes points in time: without what is nothing. */
export function momentText(iso: string): string {
  if (/T00:00:00\.0+Z$/.test(iso)) return iso.slice(0, 10);
  return iso.replace(/\.?0{1,6}Z$/, 'Z');
}

function counted(type: string, parameters: SdvgTyped['with']): SdvgTyped {
  return { type, with: parameters, nulls: 0, isCounted: true };
}

function uncounted(type: string, parameters: SdvgTyped['with']): SdvgTyped {
  return { type, with: parameters, nulls: 0, isCounted: false };
}
