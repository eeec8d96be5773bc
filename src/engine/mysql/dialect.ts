import type { Dialect } from '../../model/dialect.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { FaultlineError } from '../../model/errors.ts';
import { render } from '../../sql/render.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { decimalText } from '../literal.ts';
import { shapePattern } from '../shape-pattern.ts';
import { assertSafeWhere } from '../where-lexer.ts';
import { createTable } from './create-table.ts';
import { generated } from './generated.ts';
import { quote } from './names.ts';
import { collations, type Product } from './product.ts';
import { reshapingOf } from './reshaping.ts';
import { scriptOf } from './script.ts';
import { times } from './times.ts';
import { valuesOf } from './values.ts';

/** An `@` is a variable of the session, which an expression could write with `:=`. */
const lexicon = {
  hasDollarQuotes: false,
  escapePrefixes: [],
  placeholders: ['?', '@'],
  quotes: [['`', '`']],
  comments: ['#'],
  hasBackslashEscapes: true,
} as const;

/** https://dev.mysql.com/doc/refman/8.0/en/derived-table-optimization.html: a limit keeps a derived table apart from the query around it. */
const apart = raw('limit 18446744073709551615');

/** MySQL 8.0.17 to 9.x. */
export const dialect: Dialect = dialectOf('MySQL');

/** The dialect of MySQL, or of MariaDB from 10.6 on. */
export function dialectOf(product: Product): Dialect {
  const collation = collations[product];
  const values = valuesOf(product);
  // A plain word of ours.
  const text = (value: Sql) => sql`(convert(${value} using utf8mb4) collate ${raw(collation)})`;
  const sha256 = (value: Sql, digits: 14 | 15 | 32) =>
    sql`left(sha2(convert(${value} using utf8mb4), 256), ${raw(String(digits))})`;
  return {
    product,
    deletesParentsWithChildren: true,
    schemasAreDatabases: true,
    joinsNeedKey: true,
    // https://dev.mysql.com/doc/refman/8.0/en/implicit-commit.html
    hasTransactionalDdl: false,
    // https://dev.mysql.com/doc/refman/8.0/en/innodb-transaction-isolation-levels.html#isolevel_read-committed
    rechecksRows: true,
    hasLockTimeout: true,
    maxIdentifierLength: 64,

    render: (statement) => render(statement, { quote, placeholder: () => '?' }),

    table: qualified,
    integer: integerLiteral,
    decimal: decimalLiteral,
    number: (value, column) => (column.kind === 'float' ? raw(`(${decimalText(value)}e0)`) : decimalLiteral(value)),
    // With its length, a text of a derived table is no LOB.
    textLiteral: (value) =>
      sql`(cast(${value} as char(${raw(String(Array.from(value).length))}) character set utf8mb4) collate ${raw(collation)})`,
    where(expression) {
      assertSafeWhere(expression, lexicon);
      // The lexer has seen that it is one expression; the lines keep whatever follows out of its reach.
      return raw(`(\n${expression}\n)`);
    },

    ...values,
    length: (value) => sql`char_length(${value})`,
    byteLength: (value) => sql`length(convert(${value} using utf8mb4))`,
    substring: (value, from, count) => sql`substring(${value}, ${from}, ${count})`,
    position: (needle, value) => sql`locate(${needle}, ${text(value)})`,
    concat: (parts) => sql`concat(${join(parts)})`,
    replace: (value, from, to) => sql`replace(${text(value)}, ${from}, ${to})`,
    // There is no function that does it in one go.
    translate: (value, from, to) =>
      Array.from(from).reduce(
        (translated, character, index) => sql`replace(${translated}, ${character}, ${Array.from(to)[index] ?? ''})`,
        text(value),
      ),
    // https://dev.mysql.com/doc/refman/8.0/en/charset-we-sets.html: latin1 is windows-1252 here.
    misread: (value) => text(sql`convert(cast(convert(${value} using utf8mb4) as binary) using latin1)`),
    hasShape(value, shape) {
      // Counting characters is cheaper than an expression. `$` would stand before a line's end, too; the characters of
      // an expression match by the collation.
      const hasLength = sql`char_length(${value}) = ${integerLiteral(Array.from(shape).length)}`;
      return sql`(${hasLength} and ${text(value)} regexp ${`\\A${shapePattern(shape)}\\z`})`;
    },

    divide: (dividend, divisor) => sql`(cast(${dividend} as signed) div cast(${divisor} as signed))`,
    remainder: (dividend, divisor) => sql`(cast(${dividend} as signed) % cast(${divisor} as signed))`,
    round: (value, scale) => sql`round(${value}, ${raw(String(Math.trunc(scale)))})`,
    hash56: (value) => sql`cast(conv(${sha256(value, 14)}, 16, 10) as signed)`,
    hashHex: (value) => sql`(${sha256(value, 32)} collate ${raw(collation)})`,
    ...times,

    countIf: (condition) => sql`count(case when ${condition} then 1 end)`,
    mean: (value, column) => sql`avg(${column.kind === 'float' ? tame(value) : value})`,
    total: (value, column) => sql`sum(${column.kind === 'float' ? tame(value) : value})`,
    deviation: (value) => sql`stddev_pop(${tame(value)})`,
    double: tame,
    digest(parts, columns = []) {
      // The text that a float has by itself lacks its last digits.
      const exact = parts.map((part, index) => {
        const column = columns[index];
        return column?.kind === 'float' ? values.text(part, column) : part;
      });
      const image = sql`concat(${join(exact.map(measured))})`;
      const hash = sql`cast(conv(left(sha2(${image}, 256), 15), 16, 10) as signed)`;
      return sql`cast(coalesce(sum(${hash}), 0) as char)`;
    },

    rollup: (value) => sql`${value} with rollup`,
    materialized: (title, query) => sql`${name(title)} as (select m.* from (\n${query}\n) m ${apart})`,
    inlined: (title, query) => sql`${name(title)} as (\n${query}\n)`,
    update(table, set, source, on) {
      const assignments = join(set.map(([column, value]) => sql`${name('t')}.${name(column)} = ${value}`));
      return sql`update ${qualified(table)} t\njoin ${source} fl_s on ${on}\nset ${assignments}`;
    },
    delete: (table, source, on) => sql`delete t from ${qualified(table)} t\njoin ${source} fl_s on ${on}`,
    // A reference waits for this lock: https://dev.mysql.com/doc/refman/8.0/en/innodb-locks-set.html
    lockRows: (table, source, on) =>
      sql`select count(*) as locked from ${source} fl_s\njoin ${qualified(table)} t on ${on}\nfor update`,
    insert: (table, columns, query) =>
      sql`insert into ${qualified(table)} (${join(columns.map((column) => name(column.name)))})\n${query}`,
    generated,
    // A bigint prints as digits and nothing else.
    limit: (rows) => raw(`limit ${BigInt(rows)}`),
    fromNothing: sql``,
    fence: apart,
    reshaping: reshapingOf(product),
    script: scriptOf(product),

    createTable: (table, columns, primaryKey) => createTable(qualified(table), columns, primaryKey),
    dropTable: (table) => sql`drop table if exists ${qualified(table)}`,
    dropSchema: (schema) => sql`drop schema if exists ${name(schema)}`,
    schemaContents: (schema) => sql`select
      (select count(*) from information_schema.routines r where r.routine_schema = ${schema})
      + (select count(*) from information_schema.events e where e.event_schema = ${schema}) as ${name('objects')}`,
    createSchema: (schema) =>
      sql`create schema if not exists ${name(schema)} default character set utf8mb4 default collate utf8mb4_bin`,
    renameColumn: (table, from, to) => sql`alter table ${qualified(table)} rename column ${name(from)} to ${name(to)}`,
    ledgerTypes: { text: 'varchar(255)', longText: 'longtext', integer: 'bigint' },
  };
}

function qualified(table: TableName): Sql {
  return sql`${name(table.schema)}.${name(table.name)}`;
}

/** Digits only, so that nothing in it can be anything but a number; arithmetic of whole numbers has 64 bits. */
function integerLiteral(value: bigint | number): Sql {
  const whole = BigInt(value);
  if (BigInt.asIntN(64, whole) !== whole) throw new RangeError(`${whole} does not fit in 64 bits`);
  return raw(whole < 0 ? `(${whole})` : String(whole));
}

/** A number with a point is a decimal; whole ones would reckon in 64 bits. */
function decimalLiteral(value: string): Sql {
  const [whole = '', fraction = ''] = decimalText(value)
    .replace('-', '')
    .replace(/^0+(?=\d)/, '')
    .split('.');
  // https://dev.mysql.com/doc/refman/8.0/en/precision-math-decimal-characteristics.html
  if (whole.length + fraction.length > 65 || fraction.length > 30)
    throw new FaultlineError(
      'VALUE_OUT_OF_RANGE',
      `${value} has more than the 65 digits, 30 behind the point, of a decimal`,
    );
  return raw(fraction === '' ? `cast(${value} as decimal(${whole.length}, 0))` : `(${value})`);
}

/** Squares of larger values overflow. */
function tame(value: Sql): Sql {
  return sql`case when ${value} > -1e150 and ${value} < 1e150 then cast(${value} as double) end`;
}

/** Length before value, so that no two rows run together to the same bytes; NULL is unlike every value. */
function measured(value: Sql): Sql {
  const bytes = sql`cast(${value} as binary)`;
  return sql`coalesce(concat(length(${bytes}), ':', ${bytes}), '-')`;
}
