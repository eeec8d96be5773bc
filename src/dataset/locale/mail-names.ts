import { choice, digits, list, oneOf, row, text, type Form } from '../form/form.ts';
import { asciiWords } from './ascii.ts';
import type { Locale } from './locale.ts';
import { firstNames, lastNames } from './names.ts';

/** Names of accounts, in ASCII: `emma.smith`, `esmith42`. */
export function mailNames(locale: Locale): Form {
  const { first, last, initial } = namesOf(locale);
  return choice([
    { form: row([first, text('.'), last]), weight: 8 },
    { form: row([first, text('_'), last]), weight: 2 },
    { form: row([initial, text('.'), last]), weight: 2 },
    { form: row([first, text('.'), last, digits(2)]), weight: 5 },
    { form: row([initial, last, digits(2)]), weight: 2 },
    { form: row([first, digits(3)]), weight: 1 },
  ]);
}

/** Different names of accounts: with a number where there are not names enough. */
export function differentMailNames(locale: Locale): Form {
  const { first, last } = namesOf(locale);
  return oneOf([0, 2, 4, 7, 10].map((count) => row([first, text('.'), last, digits(count)])));
}

function namesOf(locale: Locale) {
  const first = asciiWords(firstNames(locale), locale.name);
  return {
    first: list(first),
    last: list(asciiWords(lastNames(locale), locale.name)),
    initial: list(first.map((name) => name.slice(0, 1))),
  };
}
