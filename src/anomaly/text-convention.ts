import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import { all, sql } from '../sql/sql.ts';

/**
 * Ways of writing a date or a North American phone number. A letter of a pattern stands for one digit of its field
 * (year, month, day; area, exchange, number), every other character for itself.
 */
export const datePatterns = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYY.MM.DD',
  'YYYYMMDD',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'DD-MM-YYYY',
  'MM-DD-YYYY',
  'DD.MM.YYYY',
] as const;

export const phonePatterns = [
  'AAA-EEE-NNNN',
  '(AAA) EEE-NNNN',
  'AAA.EEE.NNNN',
  'AAA EEE NNNN',
  'AAAEEENNNN',
  '+1AAAEEENNNN',
  '+1 AAA EEE NNNN',
  '+1-AAA-EEE-NNNN',
  '+1 (AAA) EEE-NNNN',
  '1-AAA-EEE-NNNN',
] as const;

export const patterns = [...datePatterns, ...phonePatterns] as const;
export type Pattern = (typeof patterns)[number];

const fieldLetter = /[YMDAEN]/g;

/** The shape of texts of the pattern, as `Dialect.hasShape` reads it. */
export function shapeOf(pattern: Pattern): string {
  return pattern.replace(fieldLetter, '9');
}

export function isDate(pattern: Pattern): boolean {
  return (datePatterns as readonly string[]).includes(pattern);
}

/** The other pattern that reads the same texts, with day and month the other way round. */
export function twinOf(pattern: Pattern): Pattern | undefined {
  return patterns.find((other) => other !== pattern && shapeOf(other) === shapeOf(pattern));
}

/** What the pattern usually turns into: what a changed locale or a rewritten exporter would make of it. */
export function usualSuccessor(pattern: Pattern): Pattern {
  const successors: Partial<Record<Pattern, Pattern>> = {
    'YYYY-MM-DD': 'DD/MM/YYYY',
    'DD/MM/YYYY': 'MM/DD/YYYY',
    'MM/DD/YYYY': 'DD/MM/YYYY',
    'AAA-EEE-NNNN': '(AAA) EEE-NNNN',
  };
  return successors[pattern] ?? (isDate(pattern) ? 'YYYY-MM-DD' : 'AAA-EEE-NNNN');
}

/**
 * Whether a text follows the pattern. A date has a month from 01 to 12 and a day from 01 to 31, and may be followed
 * by a blank or T and a time; ten digits alone are a phone number only where its area and exchange begin as they
 * must, with 2 to 9.
 */
export function follows(dialect: Dialect, text: Sql, pattern: Pattern): Sql {
  const within = (letter: string, from: string, to: string) =>
    sql`${field(dialect, text, pattern, letter)} between ${dialect.textLiteral(from)} and ${dialect.textLiteral(to)}`;
  const shape = (value: Sql) => dialect.hasShape(value, shapeOf(pattern));
  if (isDate(pattern)) {
    const date = dialect.substring(text, dialect.integer(1), dialect.integer(pattern.length));
    return all([
      shape(date),
      endsOrHasTime(dialect, text, pattern.length),
      within('Y', '1000', '2999'),
      within('M', '01', '12'),
      within('D', '01', '31'),
    ]);
  }
  const isBare = pattern === 'AAAEEENNNN';
  return all([shape(text), ...(isBare ? [within('A', '200', '999'), within('E', '200', '999')] : [])]);
}

/** A text of one pattern written in another of the same kind; what follows a date is kept. */
export function rewritten(dialect: Dialect, text: Sql, from: Pattern, to: Pattern): Sql {
  const parts = runs(to).map(({ letter, literal }) =>
    letter === undefined ? dialect.textLiteral(literal) : field(dialect, text, from, letter),
  );
  const rest = dialect.substring(text, dialect.integer(from.length + 1), dialect.length(text));
  return dialect.concat(isDate(from) ? [...parts, rest] : parts);
}

function endsOrHasTime(dialect: Dialect, text: Sql, length: number): Sql {
  const part = (from: number, count: number) => dialect.substring(text, dialect.integer(from), dialect.integer(count));
  const separator = dialect.position(part(length + 1, 1), dialect.textLiteral(' T'));
  return sql`${dialect.length(text)} = ${dialect.integer(length)}
    or (${separator} > 0 and ${dialect.hasShape(part(length + 2, 5), '99:99')})`;
}

function field(dialect: Dialect, text: Sql, pattern: Pattern, letter: string): Sql {
  const from = pattern.indexOf(letter);
  const count = pattern.lastIndexOf(letter) - from + 1;
  return dialect.substring(text, dialect.integer(from + 1), dialect.integer(count));
}

/** A pattern cut into its fields and what stands between them. */
function runs(pattern: Pattern): readonly { readonly letter: string | undefined; readonly literal: string }[] {
  return [...pattern.matchAll(/([YMDAEN])\1*|[^YMDAEN]+/g)].map(([literal, letter]) => ({ letter, literal }));
}
