import type { Dialect } from '../../model/dialect.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, TableName } from '../../model/table.ts';
import { FaultlineError } from '../../model/errors.ts';
import { render } from '../../sql/render.ts';
import { join, name, raw, sql, tableAlias } from '../../sql/sql.ts';
import { decimalText, integerLiteral } from '../literal.ts';
import { shapePattern } from '../shape-pattern.ts';
import { standardStatements } from '../standard-statements.ts';
import { assertSafeWhere } from '../where-lexer.ts';
import { lexicon } from './lexicon.ts';
import { controls, printed } from '../windows-1252.ts';
import { quote } from './names.ts';
import { reshapingWith } from './reshaping.ts';
import { script } from './script.ts';
import { times } from './times.ts';
import { values } from './values.ts';

const fragments: Omit<Dialect, keyof ReturnType<typeof standardStatements> | 'insert' | 'reshaping'> = {
  product: 'DuckDB',
  // https://duckdb.org/docs/stable/sql/indexes#over-eager-constraint-checking-in-foreign-keys
  deletesParentsWithChildren: false,
  schemasAreDatabases: false,
  joinsNeedKey: false,
  hasTransactionalDdl: true,
  // Of two transactions that touch a row the later one fails: https://duckdb.org/docs/stable/connect/concurrency
  lockRows: () => undefined,
  rechecksRows: true,
  hasLockTimeout: true,
  maxIdentifierLength: 255,

  render: (statement) => render(statement, { quote, placeholder: (position) => `$${position}` }),

  integer: integerLiteral,
  decimal: (value) => decimalLiteral(value),
  number: (value, column) =>
    column.kind === 'float'
      ? raw(`cast(${decimalText(value)} as double)`)
      : decimalLiteral(value, value.includes('.') ? beyond64Bits : 1),
  textLiteral: (value) => sql`cast(${value} as varchar)`,
  where(expression) {
    assertSafeWhere(expression, lexicon);
    // The lexer has seen that it is one expression; the lines keep whatever follows out of its reach.
    return raw(`(\n${expression}\n)`);
  },

  length: (text) => sql`length(${text})`,
  byteLength: (text) => sql`strlen(${text})`,
  substring: (text, from, count) => sql`substring(${text}, ${from}, ${count})`,
  position: (needle, text) => sql`strpos(${text}, ${needle})`,
  replace: (text, from, to) => sql`replace(${text}, ${from}, ${to})`,
  translate,
  misread: (text) => translate(characterOfEachByte(text), controls, printed),
  hasShape: (text, shape) => sql`regexp_full_match(${text}, cast(${shapePattern(shape)} as varchar))`,
  ...values,

  divide: (dividend, divisor) => sql`(cast(${dividend} as bigint) // cast(${divisor} as bigint))`,
  remainder: (dividend, divisor) => sql`(cast(${dividend} as bigint) % cast(${divisor} as bigint))`,
  round: (value, scale) => sql`round(${value}, ${raw(String(Math.trunc(scale)))})`,
  hash56: (text) => sql`cast('0x' || left(sha256(${text}), 14) as bigint)`,
  hashHex: (text) => sql`left(sha256(${text}), 32)`,
  ...times,

  mean: (value, column) => sql`avg(${hasRoom(column) ? value : tame(value)})`,
  total: (value, column) => sql`sum(${hasRoom(column) ? value : tame(value)})`,
  deviation: (value) => sql`stddev_pop(${tame(value)})`,
  double: tame,
  quantile: (value: Sql, fraction: number) =>
    sql`quantile_disc(${value}, ${raw(`cast(${Number(fraction)} as double)`)})`,
  digest: (parts) => sql`cast(coalesce(sum(hash(${join(parts)})), 0) as varchar)`,

  // The text of a default comes from the catalog.
  generated: (_table, column) => raw(`(${column.defaultSql})`),
  // https://duckdb.org/docs/stable/sql/statements/select#row-ids
  rowAddress: (alias) => [sql`${tableAlias(alias)}.rowid`],
  fromNothing: sql``,
  fence: sql``,
  // Conditions stay above a limit, however high: https://duckdb.org/docs/stable/sql/query_syntax/limit
  barrier: raw('limit 4611686018427387904'),
  script,
  ledgerTypes: { text: 'varchar', longText: 'varchar', integer: 'bigint' },
};

/** DuckDB 1.5. */
export const dialect: Dialect = dialectOf('');

/**
 * The dialect of one database file.
 * @param database its name, which DuckDB takes from the file: in `shop.duckdb` the table shop.orders is ambiguous and needs it in front
 */
export function dialectOf(database: string): Dialect {
  return dialectWith(({ schema, name: title }) =>
    schema === database ? sql`${name(database)}.${name(schema)}.${name(title)}` : sql`${name(schema)}.${name(title)}`,
  );
}

/** The dialect of sessions that write names of tables in their own way. */
export function dialectWith(qualified: (table: TableName) => Sql): Dialect {
  return {
    ...standardStatements(qualified),
    ...fragments,
    insert: (table, columns, query) => insert(qualified(table), columns, query),
    reshaping: reshapingWith(qualified),
  };
}

function insert(table: Sql, columns: readonly Column[], query: Sql): Sql {
  return sql`insert into ${table} (${join(columns.map((column) => name(column.name)))})\n${query}`;
}

function translate(text: Sql, from: string, to: string): Sql {
  return sql`translate(${text}, cast(${from} as varchar), cast(${to} as varchar))`;
}

/** The character of each byte in UTF-8: ISO 8859-1 numbers characters as Unicode does. */
function characterOfEachByte(text: Sql): Sql {
  const point = sql`ord(fl_character)`;
  // Plain numbers of ours: chr takes no larger type.
  const first = (mark: number, unit: number) => sql`chr(${raw(`${mark}`)} + ${point} // ${raw(`${unit}`)})`;
  const later = (unit: number) => sql`chr(128 + ${point} // ${raw(`${unit}`)} % 64)`;
  const characters = sql`case
    when ${point} < 128 then fl_character
    when ${point} < 2048 then ${first(192, 64)} || ${later(1)}
    when ${point} < 65536 then ${first(224, 4096)} || ${later(64)} || ${later(1)}
    else ${first(240, 262_144)} || ${later(4096)} || ${later(64)} || ${later(1)} end`;
  return sql`array_to_string([${characters} for fl_character in string_split(${text}, '')], '')`;
}

/**
 * Digits of a decimal that is not kept in 64 bits. Of two that are, DuckDB gives the product in 64 bits too, which overflows:
 * https://github.com/duckdb/duckdb/blob/main/src/function/scalar/operator/arithmetic.cpp (BindDecimalMultiply)
 */
const beyond64Bits = 19;

/** Of exactly the precision that the digits need, but at least `least`: products of decimals add their precisions and 38 is the limit. */
function decimalLiteral(value: string, least = 1): Sql {
  const [whole = '', fraction = ''] = decimalText(value)
    .replace('-', '')
    .replace(/^0+(?=\d)/, '')
    .split('.');
  const precision = (whole === '0' ? 0 : whole.length) + fraction.length;
  if (precision > 38)
    throw new FaultlineError('VALUE_OUT_OF_RANGE', `${value} has more than the 38 digits of a DuckDB decimal`);
  return raw(`cast(${value} as decimal(${Math.max(precision, least)}, ${fraction.length}))`);
}

/** Squares of larger values overflow, and NaN counts as larger than all. Not by `abs`, which the smallest whole numbers do not have. */
function tame(value: Sql): Sql {
  return sql`case when ${value} > -1e150 and ${value} < 1e150 then cast(${value} as double) end`;
}

/** Whether a billion values can be added up exactly: sums of decimals have no more than 38 digits. */
function hasRoom(column: Column): boolean {
  return column.kind === 'integer' || (column.kind === 'decimal' && (column.precision ?? 38) <= 29);
}
