import { FaultlineError } from '../model/errors.ts';

/** How one engine spells what may hide a parenthesis from a reader. */
export interface Lexicon {
  /** `$$…$$` and `$tag$…$tag$` are strings. */
  readonly hasDollarQuotes: boolean;
  /** What changes how the string right behind it is read, in lower case: `e` for `e'…'`, `u&` for `u&'…'`, `q` for `q'[…]'`. */
  readonly escapePrefixes: readonly string[];
  /** Characters outside of quotes that stand for a bound value, besides `$`. */
  readonly placeholders: readonly string[];
  /** Pairs of quotes besides `'…'` and `"…"`: backticks, brackets. */
  readonly quotes?: readonly (readonly [open: string, close: string])[];
  /** What begins a comment besides `--` and `/*`. */
  readonly comments?: readonly string[];
  /** A backslash in any text in quotes takes the next character's meaning away. */
  readonly hasBackslashEscapes?: boolean;
}

/**
 * Refuses a `where` that could be more than one expression: a second statement, a comment, a parenthesis that
 * closes one of ours, a quote or parenthesis left open, a string with backslash escapes, a placeholder, or a
 * character that engines and editors read differently.
 * @throws UNSAFE_WHERE
 */
export function assertSafeWhere(expression: string, lexicon: Lexicon): void {
  let depth = 0;
  let position = 0;
  while (position < expression.length) {
    const end = wordEnd(expression, position) ?? quotedEnd(expression, position, lexicon);
    if (end !== undefined) {
      position = end;
      continue;
    }
    depth += parenthesis(expression, position);
    if (depth < 0) throw unsafe(expression, position, 'closes a parenthesis that it did not open');
    assertHarmless(expression, position, lexicon);
    position += 1;
  }
  if (depth > 0) throw unsafe(expression, expression.length, 'leaves a parenthesis open');
}

/** Every character beyond ASCII belongs to a word for both lexers, spaces excepted (see `assertHarmless`). */
const word = /(?:[A-Za-z0-9_]|(?!\p{Z}|\p{C}|\u2800)[\u0080-\u{10ffff}])+/uy;

function wordEnd(text: string, start: number): number | undefined {
  word.lastIndex = start;
  return word.test(text) ? word.lastIndex : undefined;
}

/** The position behind the quoted text that starts here; undefined where none starts. */
function quotedEnd(text: string, start: number, lexicon: Lexicon): number | undefined {
  const quote = text[start];
  if (quote === "'") assertPlainString(text, start, lexicon);
  const pair = [...plainQuotes, ...(lexicon.quotes ?? [])].find(([open]) => open === quote);
  if (pair) return closingPlain(text, start, pair[1], lexicon);
  if (quote !== '$' || !lexicon.hasDollarQuotes || /[A-Za-z0-9_$\u0080-\uffff]$/.test(text.slice(0, start)))
    return undefined;
  const tag = /^\$(?:[A-Za-z_][A-Za-z0-9_]*)?\$/.exec(text.slice(start))?.[0];
  return tag === undefined ? undefined : closing(text, start, tag, start + tag.length);
}

const plainQuotes = [
  ["'", "'"],
  ['"', '"'],
] as const;

function closingPlain(text: string, start: number, quote: string, lexicon: Lexicon): number {
  const end = closing(text, start, quote, start + 1);
  if (lexicon.hasBackslashEscapes === true && text.slice(start, end).includes('\\'))
    throw unsafe(text, start, 'holds a string with backslash escapes');
  // A doubled bracket stands for itself, and what follows it does not begin anew.
  return quote === ']' && text[end] === ']' ? closingPlain(text, end, quote, lexicon) : end;
}

/** Doubled quotes need no care: they read as two quoted texts side by side. */
function closing(text: string, start: number, quote: string, from: number): number {
  const end = text.indexOf(quote, from);
  if (end < 0) throw unsafe(text, start, 'leaves a quote open');
  return end + quote.length;
}

/** `1e'…'` counts as escaped: PostgreSQL before 15 reads it as 1 and e'…'. */
function assertPlainString(text: string, start: number, lexicon: Lexicon): void {
  const before = text.slice(0, start).toLowerCase();
  const prefix = lexicon.escapePrefixes.find(
    (each) => before.endsWith(each) && /(?:^|[^a-z0-9_$\u0080-\uffff])[0-9_]*$/.test(before.slice(0, -each.length)),
  );
  if (prefix !== undefined) throw unsafe(text, start, `holds a string with the prefix ${prefix}`);
}

function parenthesis(text: string, position: number): number {
  if (text[position] === '(') return 1;
  return text[position] === ')' ? -1 : 0;
}

function assertHarmless(text: string, position: number, lexicon: Lexicon): void {
  const character = text.charAt(position);
  if (character === ';') throw unsafe(text, position, 'holds a semicolon');
  if (['--', '/*', ...(lexicon.comments ?? [])].some((opening) => text.startsWith(opening, position)))
    throw unsafe(text, position, 'holds a comment');
  if (character === '$' || lexicon.placeholders.includes(character))
    throw unsafe(text, position, 'holds a placeholder or a variable');
  // DuckDB reads Unicode spaces as spaces, PostgreSQL as letters of a name: neither is needed outside of quotes.
  if (!/[\t\n\r\x20-\x7e]/.test(character))
    throw unsafe(text, position, 'holds an invisible character outside of quotes');
}

function unsafe(text: string, position: number, problem: string): FaultlineError {
  return new FaultlineError(
    'UNSAFE_WHERE',
    `the where ${problem} (character ${position + 1} of ${JSON.stringify(excerpt(text))})`,
    {
      hint: 'Write one plain SQL expression, without comments, semicolons, or strings with escapes.',
    },
  );
}

function excerpt(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
