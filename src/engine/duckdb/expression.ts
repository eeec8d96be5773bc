import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { join, raw, sql } from '../../sql/sql.ts';
import { assertSafeWhere } from '../where-lexer.ts';
import { lexicon } from './lexicon.ts';

/** A piece of an expression: a name that may be a column, or text that is none. */
interface Piece {
  readonly text: string;
  /** Without its quotes. */
  readonly name?: string | undefined;
}

/** What would make a value depend on more than its row. */
const notOfRow = new Set(
  `random setseed gen_random_uuid uuid uuidv4 uuidv7 now today current_date current_time current_timestamp localtime
  localtimestamp get_current_time get_current_timestamp transaction_timestamp nextval currval txid_current getenv
  current_setting read_csv read_csv_auto read_parquet read_json read_json_auto read_ndjson read_text read_blob glob
  parquet_scan error sleep_ms`
    .split(/\s+/)
    .filter(Boolean),
);

/** Words that begin or belong to a query: an expression over one row has none. */
const ofQueries = new Set(['select', 'from', 'with', 'over', 'union', 'exists', 'window', 'lambda', 'recursive']);

/** Columns that an expression names. @param columns names of the columns that it may name, in any spelling of their letters' case @throws UNSAFE_WHERE */
export function columnsOf(expression: string, columns: readonly string[]): readonly string[] {
  return [...new Set(pieces(expression).flatMap((piece) => columnOf(piece, columns) ?? []))];
}

/**
 * An expression over columns of one row with something else in their places.
 * @param valueOf what stands for a column
 * @throws UNSAFE_WHERE for what is more than one expression over one row
 */
export function readExpression(expression: string, columns: readonly string[], valueOf: (column: string) => Sql): Sql {
  const parts = pieces(expression).map((piece) => {
    const column = columnOf(piece, columns);
    // The lexer has seen to it that the text holds no statement, comment, placeholder or unbalanced parenthesis.
    return column === undefined ? raw(piece.text) : valueOf(column);
  });
  return sql`(${join(parts, sql``)})`;
}

function columnOf({ name, text }: Piece, columns: readonly string[]): string | undefined {
  if (name === undefined) return undefined;
  const isQuoted = text.startsWith('"');
  return (
    columns.find((column) => column === name) ??
    (isQuoted ? undefined : columns.find((column) => column.toLowerCase() === name.toLowerCase()))
  );
}

const token = /'(?:[^']|'')*'|"((?:[^"]|"")*)"|([\p{L}_][\p{L}\p{N}_]*)|\d[\w.]*|\s+|[^]/gu;

function pieces(expression: string): readonly Piece[] {
  assertSafeWhere(expression, lexicon);
  const tokens = [...expression.matchAll(token)];
  return tokens.map(([text, quoted, word], index) => {
    const name = quoted?.replaceAll('""', '"') ?? word;
    if (name === undefined) return { text };
    if (word !== undefined) assertOfRow(word.toLowerCase());
    const isCall = tokens.slice(index + 1).find(([next]) => next.trim() !== '')?.[0] === '(';
    const isMember = tokens[index - 1]?.[0] === '.';
    return isCall || isMember ? { text } : { text, name };
  });
}

function assertOfRow(word: string): void {
  if (notOfRow.has(word))
    throw new FaultlineError('UNSAFE_WHERE', `${word} gives another value each time, or reads more than the row`, {
      hint: 'Values depend on the seed and the row alone: use columns of the row instead.',
    });
  if (ofQueries.has(word))
    throw new FaultlineError('UNSAFE_WHERE', `the expression holds ${word}: it is a query`, {
      hint: 'Write one expression over columns of the same row; columns of other tables come by references.',
    });
}
