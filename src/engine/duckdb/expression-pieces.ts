import { FaultlineError } from '../../model/errors.ts';
import { assertSafeWhere } from '../where-lexer.ts';
import { lexicon } from './lexicon.ts';
import { bareNotOfRow, notOfRow, ofManyRows, ofQueries, reserved } from './not-of-row.ts';

/** A piece of an expression: a name that may be a column, or text that is none. */
export interface Piece {
  readonly text: string;
  /** Where the piece begins in the expression, in UTF-16 units. */
  readonly position: number;
  /** Without its quotes. */
  readonly name?: string | undefined;
}

const letter = String.raw`(?:[A-Za-z_]|(?!\p{Z}|\p{C}|\u2800)[\u0080-\u{10ffff}])`;

const token = new RegExp(
  String.raw`'(?:[^']|'')*'|"((?:[^"]|"")*)"|(${letter}(?:${letter}|[0-9])*)|\d[\w.]*|::|:=|[^]`,
  'gu',
);

/** The pieces of an expression; spaces are pieces too. @throws UNSAFE_WHERE for what is more than one expression over one row */
export function expressionPieces(expression: string): readonly Piece[] {
  // `$` begins nothing that a value of a row needs, and as a quote it would hide text from the reader below.
  assertSafeWhere(expression, { ...lexicon, hasDollarQuotes: false });
  const tokens = [...expression.matchAll(token)];
  const before: string[] = [];
  return tokens.map(({ 0: text, 1: quoted, 2: word, index: position }) => {
    const name = quoted?.replaceAll('""', '"') ?? word;
    const after = expression.slice(position + text.length).trimStart();
    if (name !== undefined) assertOfRow(name, after, word === undefined);
    const isName =
      name !== undefined &&
      !isSyntax(before, after) &&
      (word === undefined || !(reserved.has(word.toLowerCase()) || isWordOfSyntax(before, after)));
    if (text.trim() !== '') before.push(isName ? operand : text.toLowerCase());
    return isName ? { text, position, name } : { text, position };
  });
}

/** What stands for a name in the tokens before another. */
const operand = '"';

/** Names of functions, arguments, members and types. */
function isSyntax(before: readonly string[], after: string): boolean {
  const last = before.at(-1) ?? '';
  return /^(?:[({]|:=)/.test(after) || ['.', '::', 'as', 'collate'].includes(last) || isKey();

  /** `{key: value}`; keys of `map {…}` are expressions. */
  function isKey(): boolean {
    if (!/^:(?!:)/.test(after) || !['{', ','].includes(last)) return false;
    const brace = before.lastIndexOf('{');
    return brace >= 0 && before[brace - 1] !== 'map';
  }
}

/** Words that SQL puts where an expression could begin: types before a literal, units of time, parts of longer words. */
function isWordOfSyntax(before: readonly string[], after: string): boolean {
  const [second = '', last = ''] = ['', '', ...before].slice(-2);
  // What follows a value can only be an operator: `id is null`, `interval 3 day`.
  if (last === operand || /^['\d\])]/.test(last) || last === 'end') return true;
  if (after.startsWith("'")) return true;
  if (last === '(' && second === 'extract') return /^from\b/i.test(after);
  if (['with', 'without', 'at'].includes(last)) return /^zone\b/i.test(after);
  if (last === 'time' && ['with', 'without', 'at'].includes(second)) return true;
  return (last === 'double' || last === 'character') && (second === '::' || second === 'as');
}

function assertOfRow(name: string, after: string, isQuoted: boolean): void {
  const word = name.toLowerCase();
  const isCall = after.startsWith('(');
  if (isCall ? notOfRow.has(word) : !isQuoted && bareNotOfRow.has(word))
    throw new FaultlineError('UNSAFE_WHERE', `${word} gives another value each time, or reads more than the row`, {
      hint: 'Values depend on the seed and the row alone: use columns of the row instead.',
    });
  if (isCall && ofManyRows.has(word))
    throw new FaultlineError('UNSAFE_WHERE', `${word} gives more than one value for a row`, {
      hint: 'Write an expression that has one value for each row.',
    });
  const isQuery = ofQueries.has(word)
    ? word !== 'with' || !/^time\b/i.test(after)
    : isCall && (word === 'over' || word === 'exists');
  if (isQuery && !isQuoted)
    throw new FaultlineError('UNSAFE_WHERE', `the expression holds ${word}: it is a query`, {
      hint: 'Write one expression over columns of the same row; columns of other tables come by references.',
    });
}
