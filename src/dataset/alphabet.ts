import type { Sql } from '../model/sql.ts';
import { join, sql } from '../sql/sql.ts';
import type { LookupTable, ValueContext } from './value-type.ts';

/** What the numerals of DuckDB are written in, which is the quickest way to make characters. */
const numerals = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Numerals stand for numbers up to this one: it is small against 2^64, so that all are as good as equally likely. */
const mostOfNumeral = 2 ** 47;

/** Entries of a table of pieces at the most: it then stays in the nearest cache. */
const mostPieces = 4096;

/** Random text of `length` characters of an alphabet. */
export function randomText(context: ValueContext, length: number, alphabet: readonly string[]): Sql {
  if (length === 0) return sql`''`;
  if (alphabet.length === 1) return sql`${alphabet[0]!.repeat(length)}`;
  const size = isNumerals(alphabet) ? numeralLength(alphabet) : pieceLength(alphabet);
  const parts: Part[] = [];
  for (let start = 0; start < length; start += size) {
    const characters = Math.min(size, length - start);
    const number = context.below(BigInt(alphabet.length) ** BigInt(characters), `text.${parts.length}`);
    parts.push({ number, characters });
  }
  return written(context, parts, alphabet);
}

/** The numeral of a number in an alphabet, of so many characters: rising with the number where the alphabet is sorted. */
export function digitsOf(context: ValueContext, n: Sql, digits: number, alphabet: readonly string[]): Sql {
  if (digits === 0) return sql`''`;
  const number = context.let(n);
  const size = isNumerals(alphabet) ? digits : pieceLength(alphabet);
  const parts: Part[] = [];
  for (let end = digits; end > 0; end -= size) {
    const characters = Math.min(size, end);
    const above = BigInt(alphabet.length) ** BigInt(digits - end);
    const count = BigInt(alphabet.length) ** BigInt(characters);
    parts.unshift({ number: sql`(${number} // ${above}::bigint) % ${count}::bigint`, characters });
  }
  return written(context, parts, alphabet);
}

/** A number below the size of the alphabet to the power of `characters`. */
interface Part {
  readonly number: Sql;
  readonly characters: number;
}

function written(context: ValueContext, parts: readonly Part[], alphabet: readonly string[]): Sql {
  const pieces = isNumerals(alphabet)
    ? parts.map(({ number, characters }) => sql`to_base(${number}, ${alphabet.length}, ${characters})`)
    : lookedUp(context, parts, alphabet);
  const text = pieces.length === 1 ? pieces[0]! : sql`concat(${join(pieces)})`;
  return isNumerals(alphabet) && alphabet.length > 10 ? sql`lower(${text})` : text;
}

/** All pieces but the one at an end are of one length, thus of one table. */
function lookedUp(context: ValueContext, parts: readonly Part[], alphabet: readonly string[]): readonly Sql[] {
  const found = new Map<Part, (column: string) => Sql>();
  for (const length of new Set(parts.map(({ characters }) => characters))) {
    const alike = parts.filter(({ characters }) => characters === length);
    if (length === 1) {
      // A look-up takes memory of its own, and a text of an alphabet of more than 64 characters would need one for each.
      for (const part of alike) found.set(part, () => sql`substr(${alphabet.join('')}, ${part.number} + 1, 1)`);
      continue;
    }
    const numbers = alike.map(({ number }) => number);
    const values = context.lookupAll(pieceTable(alphabet, length), numbers);
    for (const [index, part] of alike.entries()) found.set(part, values[index]!);
  }
  return parts.map((part) => found.get(part)!('value'));
}

/** Whether the alphabet is that of numerals of some base, from 2 to 36. */
function isNumerals(alphabet: readonly string[]): boolean {
  return numerals.startsWith(alphabet.join(''));
}

function numeralLength(alphabet: readonly string[]): number {
  return Math.floor(Math.log(mostOfNumeral) / Math.log(alphabet.length));
}

function pieceLength(alphabet: readonly string[]): number {
  let length = 1;
  while (alphabet.length ** (length + 1) <= mostPieces) length += 1;
  return length;
}

function pieceTable(alphabet: readonly string[], length: number): LookupTable {
  return {
    name: `pieces_${length}_${Buffer.from(alphabet.join('')).toString('base64url')}`,
    columns: { value: 'VARCHAR' },
    values: () => ({ value: pieces(alphabet, length) }),
  };
}

function pieces(alphabet: readonly string[], length: number): readonly string[] {
  if (length === 0) return [''];
  const shorter = pieces(alphabet, length - 1);
  return alphabet.flatMap((character) => shorter.map((rest) => character + rest));
}
