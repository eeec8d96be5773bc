import { choice, digits, list, row, text, type Form } from './form.ts';

/** What the symbols of a format stand for besides `#`, a digit. */
export type Symbols = Readonly<Record<string, readonly string[]>>;

const upperCase = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Symbols of postal codes: `?` is a letter, `*` a letter or digit. */
export const ofCodes: Symbols = { '?': upperCase, '*': [...'0123456789', ...upperCase] };

/** Symbols of phone numbers: `!` is a digit from 2 to 9. */
export const ofPhones: Symbols = { '!': [...'23456789'] };

/**
 * Texts of one of some formats such as `+49-####-########`, each format as likely as any other. Formats that differ in
 * their fixed characters alone, and have all combinations of these, become one form of lists: there are thousands of
 * formats of Dutch postal codes.
 */
export function formats(given: readonly string[], symbols: Symbols): Form {
  const split = new RegExp(`([#${Object.keys(symbols).join('')}]+)`);
  const alike = Map.groupBy(
    [...new Set(given)].map((format) => format.split(split)),
    (parts) => parts.map((part, index) => (index % 2 === 1 ? part : '_'.repeat(part.length))).join(' '),
  );
  return choice([...alike.values()].flatMap((group) => options(group, symbols)));
}

/** @param group formats split into fixed texts, at even places, and symbols */
function options(group: readonly (readonly string[])[], symbols: Symbols): readonly { form: Form; weight: number }[] {
  const columns = group[0]!.map((_, index) => [...new Set(group.map((parts) => parts[index]!))]);
  const combinations = columns.reduce((product, column) => product * column.length, 1);
  if (combinations !== group.length)
    return group.map((parts) => ({ form: row(parts.map((part, index) => partOf([part], index, symbols))), weight: 1 }));
  return [{ form: row(columns.map((column, index) => partOf(column, index, symbols))), weight: group.length }];
}

function partOf(texts: readonly string[], index: number, symbols: Symbols): Form {
  if (index % 2 === 0) return texts[0] === '' ? text('') : list(texts);
  return row(stretches(texts[0]!).map((stretch) => charactersOf(stretch, symbols)));
}

function charactersOf(stretch: string, symbols: Symbols): Form {
  if (stretch.startsWith('#')) return digits(stretch.length);
  return row([...stretch].map((symbol) => list(symbols[symbol]!)));
}

/** Stretches of one symbol each. */
function stretches(symbols: string): readonly string[] {
  return symbols.match(/(.)\1*/g) ?? [];
}

/** Numbers such as `##` or `12#` in a text, none of which begins with a zero of its own making: house numbers. */
export function numbersIn(format: string): Form {
  const parts = format.split(/(#+)/).map((part, index) => (index % 2 === 0 ? text(part) : withoutZero(part.length)));
  return row(parts);
}

function withoutZero(count: number): Form {
  return row([list('123456789'), digits(count - 1)]);
}
