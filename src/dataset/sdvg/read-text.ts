import { shown, textOf, type Field } from '../../scenario/field.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { alphabetOf } from './alphabets.ts';
import type { SdvgText } from './configuration.ts';
import type { Telling } from './warnings.ts';

const logicalTypes = ['first_name', 'last_name', 'phone', 'text'] as const;

/** Reads what strings are made of: a template, a logical type, or characters. */
export function readText(field: Field, locale: 'en' | 'ru', { warn }: Telling): SdvgText {
  const min = numberOf(field.at('min_length')) || 1;
  const max = numberOf(field.at('max_length')) || 32;
  if (min > max) field.refuse(`min_length ${min} is above max_length ${max}`, 'Exchange them.');
  const logical = textOf(field.at('logical_type')).toLowerCase();
  const kind = logicalTypes.find((each) => each === logical);
  if (logical !== '' && kind === undefined)
    field
      .at('logical_type')
      .refuse(`there is no logical type ${shown(logical)}`, didYouMean(logical, logicalTypes, 'logical types'));
  const template = textOf(field.at('template'));
  if (template !== '') return { kind: 'template', template };
  if (kind !== undefined) {
    for (const key of ['min_length', 'max_length'])
      if (kind !== 'text' && field.at(key).value !== undefined)
        warn(field.at(key), `${key} says nothing here: names and phone numbers are as long as they are`);
    return { kind, min, max };
  }
  const alphabet = alphabetOf(locale, {
    capitals: field.at('without_large_letters').value !== true,
    small: field.at('without_small_letters').value !== true,
    digits: field.at('without_numbers').value !== true,
    others: field.at('without_special_chars').value !== true,
  });
  if (alphabet === '') field.refuse('no character is left to make strings of', 'Remove one of the keys without_….');
  return { kind: 'characters', min, max, alphabet };
}

function numberOf({ value }: Field): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
