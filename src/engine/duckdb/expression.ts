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

/** Functions that would make a value depend on more than its row: volatile ones by duckdb_functions(), and what reads clock, session or files. */
const notOfRow =
  wordSet(`age ago currval current_catalog current_connection_id current_database current_date current_localtime
  current_localtimestamp current_query current_query_id current_role current_schema current_schemas current_setting
  current_time current_timestamp current_transaction_id current_user error gen_random_uuid get_current_time
  get_current_timestamp getenv getvariable glob in_search_path localtime localtimestamp nextval now parquet_scan
  pg_conf_load_time pg_postmaster_start_time pg_sleep query query_table random read_blob read_csv read_csv_auto read_json
  read_json_auto read_ndjson read_parquet read_text session_user setseed sleep_ms stats today transaction_timestamp
  txid_current user uuid uuidv4 uuidv7 version write_log columns unnest`);

/** Of these the ones that are called without parentheses. */
const bare =
  wordSet(`current_catalog current_date current_role current_schema current_time current_timestamp current_user
  localtime localtimestamp session_user`);

/** Words that begin or belong to a query: an expression over one row has none. */
const ofQueries = wordSet('select from with over union exists window lambda');

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

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
  return tokens.map(({ 0: text, 1: quoted, 2: word, index: position }, index) => {
    const name = quoted?.replaceAll('""', '"') ?? word;
    if (name === undefined) return { text };
    const after = expression.slice(position + text.length).trimStart();
    const isCall = after.startsWith('(');
    assertOfRow(name.toLowerCase(), isCall, word === undefined);
    const isMember = tokens[index - 1]?.[0] === '.';
    // `name := value` names an argument.
    return isCall || isMember || after.startsWith(':=') ? { text } : { text, name };
  });
}

function assertOfRow(word: string, isCall: boolean, isQuoted: boolean): void {
  if (isCall ? notOfRow.has(word) : !isQuoted && bare.has(word))
    throw new FaultlineError('UNSAFE_WHERE', `${word} gives another value each time, or reads more than the row`, {
      hint: 'Values depend on the seed and the row alone: use columns of the row instead.',
    });
  if (!isQuoted && ofQueries.has(word))
    throw new FaultlineError('UNSAFE_WHERE', `the expression holds ${word}: it is a query`, {
      hint: 'Write one expression over columns of the same row; columns of other tables come by references.',
    });
}
