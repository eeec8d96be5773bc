import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { render } from '../../sql/render.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { decimalText } from '../literal.ts';
import { assertSafeWhere } from '../where-lexer.ts';
import { controls, printed } from '../windows-1252.ts';
import { digest } from './digest.ts';
import { hashes } from './hash.ts';
import { quote } from './quote.ts';
import { reshaping } from './reshaping.ts';
import { scriptOf } from './script.ts';
import { statements } from './statements.ts';
import { times } from './times.ts';
import { familyOf } from './types.ts';
import { values } from './values.ts';

/** `q'[…]'` holds whatever it likes, and a colon begins a bound value. */
const lexicon = { hasDollarQuotes: false, escapePrefixes: ['q', 'nq'], placeholders: [':'] };

/** What differs from one session to another. */
export interface Traits {
  /** The database keeps text as UTF-8 (AL32UTF8), as nearly all do. */
  readonly isUnicode: boolean;
  /** Seconds to wait for rows that another session holds. */
  readonly lockTimeout: number;
}

/** Oracle Database 12.2 to 26ai, as most of them are. */
export const dialect: Dialect = dialectOf({ isUnicode: true, lockTimeout: 30 });

/** An empty text is NULL here, so that `textLiteral('')` and what is cut off at nothing are. */
export function dialectOf({ isUnicode, lockTimeout }: Traits): Dialect {
  return {
    ...statements(lockTimeout),
    product: 'Oracle',
    deletesParentsWithChildren: true,
    schemasAreDatabases: false,
    joinsNeedKey: true,
    // https://docs.oracle.com/database/122/SQLRF/COMMIT.htm: a commit before and after every DDL statement
    hasTransactionalDdl: false,
    // A statement that has waited starts again, but only where columns of its own condition have changed; what its
    // subqueries read is as old as the statement: https://docs.oracle.com/database/122/CNCPT/data-concurrency-and-consistency.htm
    rechecksRows: false,
    hasLockTimeout: false,
    // In bytes; 30 before 12.2, and where the parameter COMPATIBLE is lower.
    maxIdentifierLength: 128,

    render: (statement) => render(statement, { quote, placeholder: (position) => `:${position}` }),

    integer,
    decimal,
    number,
    textLiteral: (value) => sql`cast(${value} as varchar2(4000))`,
    where(expression) {
      assertSafeWhere(expression, lexicon);
      // The lexer has seen that it is one expression; the lines keep whatever follows out of its reach.
      return raw(`(\n${expression}\n)`);
    },

    length: (text) => sql`length(${text})`,
    byteLength: (text) =>
      isUnicode ? sql`lengthb(${text})` : sql`utl_raw.length(utl_i18n.string_to_raw(${text}, 'AL32UTF8'))`,
    substring: (text, from, count) => sql`substr(${text}, ${from}, ${count})`,
    position: (needle, text) => sql`instr(${text}, ${needle})`,
    concat: (parts) => sql`(${join(parts, sql` || `)})`,
    // https://docs.oracle.com/database/122/SQLRF/REPLACE.htm: without a replacement it takes away.
    replace: (text, from, to) => sql`replace(${text}, ${from}, ${to})`,
    translate,
    misread,
    // Every digit as a 9; a comparison with a VARCHAR2 pads nothing.
    hasShape: (text, shape) => sql`translate(${text}, '0123456789', '9999999999') = cast(${shape} as varchar2(4000))`,
    ...values,
    ...hashes(isUnicode),

    // Numbers have 38 digits, so that whole ones of 64 bits are divided exactly.
    divide: (dividend, divisor) => sql`trunc((${dividend}) / (${divisor}))`,
    // With the sign of the dividend: https://docs.oracle.com/database/122/SQLRF/MOD.htm
    remainder: (dividend, divisor) => sql`mod(${dividend}, ${divisor})`,
    round: (value, scale) => sql`round(${value}, ${raw(String(Math.trunc(scale)))})`,
    ...times,

    countIf: (condition) => sql`count(case when ${condition} then 1 end)`,
    mean: (value, column) => sql`avg(${isBinaryFloat(column) ? tame(value) : value})`,
    total: (value, column) => sql`sum(${isBinaryFloat(column) ? tame(value) : value})`,
    deviation: (value) => sql`stddev_pop(${tame(value)})`,
    double: tame,
    quantile: (value, fraction) =>
      sql`percentile_disc(${raw(String(Number(fraction)))}) within group (order by ${value})`,
    digest,

    rollup: (value) => sql`rollup (${value})`,
    // Hints that would say which of the two is meant are not documented.
    materialized: named,
    inlined: named,
    // The text of a default comes from the catalog; it may end with a comment.
    generated: (_table, column) => raw(`(${column.defaultSql}\n)`),
    // Rows are numbered before any is skipped, which keeps the query apart from the one around it. It needs no order:
    // https://docs.oracle.com/database/122/SQLRF/SELECT.htm (row_limiting_clause)
    fromNothing: raw('from dual'),
    fence: raw('offset 0 rows'),
    reshaping,
    script: scriptOf(lockTimeout),
    ledgerTypes: { text: 'varchar2(1000 byte)', longText: 'clob', integer: 'number(19)' },
  };
}

/** Bytes of a text that may be misread. */
const mostMisreadBytes = 1333;

function named(title: string, query: Sql): Sql {
  return sql`${name(title)} as (\n${query}\n)`;
}

function translate(text: Sql, from: string, to: string): Sql {
  return sql`translate(${text}, cast(${from} as varchar2(4000)), cast(${to} as varchar2(4000)))`;
}

/**
 * By https://docs.oracle.com/database/122/ARPLS/UTL_I18N.htm. A RAW of a query holds 2,000 bytes and a text 4,000, of which
 * a byte that is read as a character of its own takes up to three: longer texts stay as they are.
 */
function misread(text: Sql): Sql {
  const bytes = sql`utl_i18n.string_to_raw(${text}, 'AL32UTF8')`;
  const read = translate(sql`utl_i18n.raw_to_char(${bytes}, 'WE8ISO8859P1')`, controls, printed);
  return sql`case when lengthb(${text}) <= ${raw(String(mostMisreadBytes))} then ${read} else ${text} end`;
}

/** A literal is an exact number. @throws RangeError beyond 64 bits or for a fraction */
function integer(value: bigint | number): Sql {
  const whole = BigInt(value);
  if (BigInt.asIntN(64, whole) !== whole) throw new RangeError(`${whole} does not fit in 64 bits`);
  // Digits only, so that nothing in it can be anything but a number.
  return raw(whole < 0n ? `(${whole})` : String(whole));
}

/** Digits that a number has room for. */
const mostDigits = 38;

function decimal(value: string): Sql {
  if (digitsOf(value) > mostDigits)
    throw new FaultlineError(
      'VALUE_OUT_OF_RANGE',
      `${value} has more than the ${mostDigits} digits of an Oracle number`,
    );
  return raw(value.startsWith('-') ? `(${value})` : value);
}

/** A text may have any number of digits, as a literal may not. */
function number(value: string, column: Column): Sql {
  const double = raw(`to_binary_double('${decimalText(value)}')`);
  if (isBinaryFloat(column)) return double;
  return column.kind === 'float' && digitsOf(value) > mostDigits ? sql`cast(${double} as number)` : decimal(value);
}

function digitsOf(value: string): number {
  return decimalText(value).replace(/[-.]/g, '').replace(/^0+/, '').length;
}

function isBinaryFloat(column: Column): boolean {
  return familyOf(column.storage) === 'binary float';
}

/** Squares of larger values overflow, and NaN counts as larger than all. */
function tame(value: Sql): Sql {
  const double = sql`cast(${value} as binary_double)`;
  return sql`case when abs(${double}) < 1e150d then ${double} end`;
}
