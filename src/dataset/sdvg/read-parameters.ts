import { shown, textOf, type Field } from '../../scenario/field.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { readMoment } from '../../scenario/moment.ts';
import { checkSchema } from '../../scenario/schema-check.ts';
import type { SdvgParameters, SdvgType } from './configuration.ts';
import { readText } from './read-text.ts';
import { parameterSchemas } from './sdvg-schema.ts';
import type { Telling } from './warnings.ts';

/** Beyond it not every whole number is a number of JavaScript, or of a Dataset file. */
const mostExact = BigInt(Number.MAX_SAFE_INTEGER);

/** Above it the width of a range, and its middle, are no number any more. */
const mostFloat = 1e300;

const locales = ['en', 'ru'] as const;

/** Reads `type_params`, the defaults of sdvg filled in. */
export function readParameters(field: Field, type: SdvgType, telling: Telling): SdvgParameters {
  const { value } = field;
  if (type === 'uuid') {
    if (value !== undefined && value !== null) field.refuse('a uuid has no type_params', 'Remove them.');
    return { type };
  }
  const own = value ?? {};
  telling.report(checkSchema(parameterSchemas[type]!, own, field.path));
  switch (type) {
    case 'integer':
      return { type, ...readIntegers(field, telling) };
    case 'float':
      return { type, ...readFloats(field, telling) };
    case 'datetime':
      return { type, ...readMoments(field) };
    case 'string': {
      const locale = textOf(field.at('locale')).toLowerCase() || 'en';
      const known = locales.find((each) => each === locale);
      if (known === undefined)
        field.at('locale').refuse(`there is no locale ${shown(locale)}`, didYouMean(locale, locales, 'locales'));
      return { type, locale: known ?? 'en', text: readText(field, known ?? 'en', telling) };
    }
  }
}

function readIntegers(field: Field, { warn }: Telling): { readonly from: number; readonly to: number } {
  const bits = BigInt(field.at('bit_width').value === undefined ? 32 : Number(field.at('bit_width').value) || 32);
  const bound = (key: string, otherwise: bigint): bigint => {
    const own = field.at(key);
    const written = /^[-+]?\d+$/.test(String(own.value)) ? BigInt(String(own.value)) : otherwise;
    const exact = written > mostExact ? mostExact : written < -mostExact ? -mostExact : written;
    if (exact !== written)
      warn(
        own.value === undefined ? field : own,
        `whole numbers go ${key} ${exact}, not ${written}: beyond it not every one is exact`,
      );
    return exact;
  };
  const from = bound('from', -(1n << (bits - 1n)));
  const to = bound('to', (1n << (bits - 1n)) - 1n);
  if (from > to) field.refuse(`from ${from} is above to ${to}`, 'Exchange them.');
  return { from: Number(from), to: Number(to) };
}

function readFloats(field: Field, { warn }: Telling) {
  const bits = field.at('bit_width').value === 64 ? (64 as const) : (32 as const);
  const most = bits === 32 ? 3.4028234663852886e38 : Number.MAX_VALUE;
  const bound = (key: string, otherwise: number): number => {
    const { value } = field.at(key);
    const written = typeof value === 'number' ? value : otherwise;
    const bounded = Math.max(-mostFloat, Math.min(mostFloat, written));
    if (bounded !== written)
      warn(value === undefined ? field : field.at(key), `floating-point numbers go ${key} ${bounded}, not ${written}`);
    return bounded;
  };
  const [from, to] = [bound('from', -most), bound('to', most)];
  if (from > to) field.refuse(`from ${from} is above to ${to}`, 'Exchange them.');
  return { from, to, bits };
}

function readMoments(field: Field): { readonly from: string; readonly to: string } {
  const from = readMoment(field.at('from')) ?? '1900-01-01T00:00:00.000000Z';
  const to = readMoment(field.at('to')) ?? '2025-01-01T00:00:00.000000Z';
  if (from > to) field.refuse(`from ${from} is behind to ${to}`, 'Exchange them.');
  return { from, to };
}
