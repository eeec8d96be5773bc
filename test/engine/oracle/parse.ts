import { getParserFromInput } from '@griffithswaite/ts-plsql-parser';

/** What is used of antlr4's parser, whose own types the compiler does not find. */
interface Parsing {
  readonly _interp: { predictionMode: number };
  readonly _input: { readonly tokenSource: Listening };
  removeErrorListeners(): void;
  addErrorListener(listener: object): void;
  unit_statement(): unknown;
  anonymous_block(): unknown;
  getCurrentToken(): { readonly text: string; readonly line: number; readonly column: number };
}
type Listening = Pick<Parsing, 'removeErrorListeners' | 'addErrorListener'>;

/** A list of all that would have been understood in its place is no help. */
const longest = 120;

/**
 * What a parser of Oracle's grammar has against a statement, by line and column; nothing where it reads it as exactly
 * one. It looks up neither names nor types. Queries within queries and calls within calls are read one by one, and each
 * once: it takes minutes for what is nested deeply.
 */
export function complaintsAbout(statement: string): readonly string[] {
  // Its grammar takes this name for a word of its own, in quotes too.
  return piecesOf(statement.replaceAll('"v1"', '"v_1"')).flatMap((piece) => {
    const complaints = known.get(piece) ?? read(piece);
    known.set(piece, complaints);
    return complaints;
  });
}

const known = new Map<string, readonly string[]>();

/** Prediction modes of antlr4: what one of them takes is right, but only the other one finds all that is. */
const [fast, thorough] = [0, 1];

function read(piece: string): readonly string[] {
  const quickly = parse(piece, fast);
  return quickly.length === 0 ? quickly : parse(piece, thorough);
}

/** Functions whose call ends with its parenthesis where no `over` follows: no `within group`. */
const functions = [
  'abs|avg|cast|coalesce|count|decode|draw|extract|from_tz|hextoraw|instr|length|lower|max|min|mod|rawtohex|regexp_replace',
  'replace|round|rtrim|standard_hash|stddev_pop|substr|sum|sys_extract_utc|to_binary_double|to_blob|to_char|to_clob|to_date',
  'to_nclob|to_number|translate|trim|trunc|xmlserialize|xmltype|dbms_lob\\.\\w+',
];
const plainCall = new RegExp(`(?<![\\w.$"])(${functions.join('|')})$`);

/** The statement, with small ones in place of queries and calls, and each of those by itself. */
function piecesOf(statement: string): readonly string[] {
  const pieces: string[] = [];
  const open: string[] = [''];
  for (const { 0: token, index } of statement.matchAll(/'[^']*'|"[^"]*"|[()]|[^'"()]+|./gs)) {
    if (token === ')' && open.length > 1) {
      const inner = open.pop() ?? '';
      const before = open.pop() ?? '';
      const isWindow = statement.startsWith(') over (', index);
      const call = isWindow ? undefined : plainCall.exec(before)?.[1];
      const isQuery = /^\s*select\b/.test(inner);
      if (isQuery) pieces.push(inner.trim());
      if (call !== undefined) pieces.push(`select ${call}(${inner}) from dual`);
      if (isQuery) open.push(`${before}(select 1 from dual)`);
      else open.push(call === undefined ? `${before}(${inner})` : `${before.slice(0, -call.length)}x`);
    } else if (token === '(') {
      open.push('');
    } else {
      open.push(`${open.pop() ?? ''}${token}`);
    }
  }
  return [...pieces, open.join('(')];
}

function parse(statement: string, predictionMode: number): readonly string[] {
  const complaints: string[] = [];
  const listener = {
    syntaxError: (_from: unknown, _symbol: unknown, line: number, column: number, message: string) => {
      complaints.push(`${line}:${column} ${message.slice(0, longest)}`);
    },
    reportAmbiguity: () => undefined,
    reportAttemptingFullContext: () => undefined,
    reportContextSensitivity: () => undefined,
  };
  const isBlock = /^(begin|declare)\b/.test(statement);
  // A block needs the semicolon that ends it, which its rule leaves out.
  if (isBlock && !statement.endsWith(';')) return ['a block without its semicolon'];
  const parser = getParserFromInput(isBlock ? statement.slice(0, -1) : statement) as unknown as Parsing;
  parser._interp.predictionMode = predictionMode;
  for (const each of [parser, parser._input.tokenSource]) {
    each.removeErrorListeners();
    each.addErrorListener(listener);
  }
  if (isBlock) parser.anonymous_block();
  else parser.unit_statement();
  const { text, line, column } = parser.getCurrentToken();
  if (complaints.length === 0 && text !== '<EOF>') complaints.push(`${line}:${column} there is more: ${text}`);
  // From 23ai on it may be left out.
  if (/^select\b/.test(statement) && !/\bfrom\b/.test(statement)) complaints.push('a select without from');
  return complaints;
}
