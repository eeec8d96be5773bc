import type { Sql } from '../../model/sql.ts';
import { join, sql } from '../../sql/sql.ts';
import { digitsText } from '../form/form-sql.ts';
import { ibanStructures } from './iban-structures.ts';

/** A stretch of an account number: so many letters, or digits. */
export interface Stretch {
  readonly kind: 'letters' | 'digits';
  readonly count: number;
  /** How many there are of it. */
  readonly space: bigint;
}

/** So many digits, with a remainder before them, fit into 64 bits. */
const mostDigits = 15;

/** The stretches of a country's account numbers; long ones of digits are several. */
export function stretchesOf(country: string): readonly Stretch[] {
  return [...ibanStructures[country]!.matchAll(/(\d+)([an])/g)].flatMap(([, count, kind]) =>
    kind === 'a' ? [letters(Number(count))] : digits(Number(count)),
  );
}

function letters(count: number): Stretch {
  return { kind: 'letters', count, space: 26n ** BigInt(count) };
}

function digits(count: number): readonly Stretch[] {
  const last = Math.min(count, mostDigits);
  const stretch = { kind: 'digits' as const, count: last, space: 10n ** BigInt(last) };
  return count > last ? [...digits(count - last), stretch] : [stretch];
}

/**
 * An IBAN of a country, with its check digits (ISO 7064, MOD 97-10).
 * @param numbers one for each stretch, from 0 and below its space
 */
export function ibanOf(country: string, numbers: readonly Sql[]): Sql {
  const stretches = stretchesOf(country);
  let remainder = sql`0`;
  for (const [index, stretch] of stretches.entries()) remainder = remainderAfter(remainder, stretch, numbers[index]!);
  const ofCountry = [...country].map(numeral).join('');
  const check = sql`98 - (${remainder} * 1000000 + ${Number(ofCountry) * 100}) % 97`;
  const texts = stretches.map((stretch, index) => textOf(stretch, numbers[index]!));
  return sql`concat(${country}, ${digitsText(check, 2)}, ${join(texts)})`;
}

/** Letters count as two digits, A as 10. */
function numeral(letter: string): number {
  return letter.charCodeAt(0) - 55;
}

function remainderAfter(before: Sql, { kind, count, space }: Stretch, number: Sql): Sql {
  if (kind === 'digits') return sql`((${before} * ${space}::bigint + ${number}) % 97)`;
  let value = before;
  for (let index = 0; index < count; index += 1) value = sql`(${value} * 100 + ${letterAt(number, count, index)} + 10)`;
  return sql`(${value} % 97)`;
}

function textOf({ kind, count }: Stretch, number: Sql): Sql {
  if (kind === 'digits') return digitsText(number, count);
  const characters = Array.from(
    { length: count },
    (_, index) => sql`chr((65 + ${letterAt(number, count, index)})::integer)`,
  );
  return join(characters);
}

function letterAt(number: Sql, count: number, index: number): Sql {
  return sql`(${number} // ${26 ** (count - 1 - index)} % 26)`;
}
