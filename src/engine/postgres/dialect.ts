import type { Dialect } from '../../model/dialect.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { render } from '../../sql/render.ts';
import { join, name, raw, sql, tableAlias } from '../../sql/sql.ts';
import { decimalText, integerLiteral } from '../literal.ts';
import { shapePattern } from '../shape-pattern.ts';
import { standardStatements } from '../standard-statements.ts';
import { assertSafeWhere } from '../where-lexer.ts';
import { controls, printed } from '../windows-1252.ts';
import { quote } from './names.ts';
import { reshaping } from './reshaping.ts';
import { script } from './script.ts';
import { times } from './times.ts';
import { values } from './values.ts';

const lexicon = { hasDollarQuotes: true, escapePrefixes: ['e', 'u&'], placeholders: [] };

/** PostgreSQL 13 to 18. */
export const dialect: Dialect = {
  ...standardStatements(qualified),
  product: 'PostgreSQL',
  deletesParentsWithChildren: true,
  schemasAreDatabases: false,
  joinsNeedKey: false,
  hasTransactionalDdl: true,
  // https://www.postgresql.org/docs/13/transaction-iso.html#XACT-READ-COMMITTED
  rechecksRows: true,
  hasLockTimeout: true,
  // https://www.postgresql.org/docs/13/explicit-locking.html#LOCKING-ROWS: a reference takes FOR KEY SHARE, which waits for FOR UPDATE.
  lockRows: (table, source, on) =>
    sql`select count(*) as locked from (
      select 1 from ${qualified(table)} as t where exists (select 1 from ${source} as fl_s where ${on}) for update of t) as l`,
  maxIdentifierLength: 63,

  render: (statement) => render(statement, { quote, placeholder: (position) => `$${position}` }),

  integer: integerLiteral,
  decimal: (value) => raw(`cast(${decimalText(value)} as numeric)`),
  number: (value, column) =>
    raw(`cast(${decimalText(value)} as ${column.kind === 'float' ? 'double precision' : 'numeric'})`),
  textLiteral: (value) => sql`cast(${value} as text)`,
  where(expression) {
    assertSafeWhere(expression, lexicon);
    // The lexer has seen that it is one expression; the lines keep whatever follows out of its reach.
    return raw(`(\n${expression}\n)`);
  },

  length: (text) => sql`char_length(${text})`,
  byteLength: (text) => sql`octet_length(convert_to(${text}, 'UTF8'))`,
  substring: (text, from, count) => sql`substring(${text} from cast(${from} as integer) for cast(${count} as integer))`,
  position: (needle, text) => sql`strpos(${byBytes(text)}, ${needle})`,
  replace: (text, from, to) => sql`replace(${byBytes(text)}, ${from}, ${to})`,
  translate,
  // https://www.postgresql.org/docs/13/functions-binarystring.html: convert_from(bytes, encoding); LATIN1 is ISO 8859-1.
  misread: (text) => translate(sql`convert_from(convert_to(${text}, 'UTF8'), 'LATIN1')`, controls, printed),
  hasShape: (text, shape) => sql`(${byBytes(text)} ~ cast(${`^${shapePattern(shape)}$`} as text))`,
  ...values,

  divide: (dividend, divisor) => sql`(cast(${dividend} as bigint) / cast(${divisor} as bigint))`,
  remainder: (dividend, divisor) => sql`(cast(${dividend} as bigint) % cast(${divisor} as bigint))`,
  round: (value, scale) => sql`round(cast(${value} as numeric), ${raw(String(Math.trunc(scale)))})`,
  hash56: (text) => sql`cast(cast('x' || ${sha256(text, 7)} as bit(56)) as bigint)`,
  hashHex: (text) => sha256(text, 16),
  ...times,

  mean: (value, column) => sql`avg(${column.kind === 'float' ? tame(value) : value})`,
  total: (value, column) => sql`sum(${column.kind === 'float' ? tame(value) : value})`,
  deviation: (value) => sql`stddev_pop(${tame(value)})`,
  double: tame,
  quantile: (value: Sql, fraction: number) =>
    sql`percentile_disc(${raw(`cast(${Number(fraction)} as double precision)`)}) within group (order by ${value})`,
  digest: (parts) => sql`cast(coalesce(sum(hashtextextended(cast(row(${join(parts)}) as text), 0)), 0) as text)`,

  insert(table, columns, query) {
    const overriding = columns.some((column) => column.isIdentity) ? sql` overriding system value` : sql``;
    const names = join(columns.map((column) => name(column.name)));
    return sql`insert into ${qualified(table)} (${names})${overriding}\n${query}`;
  },
  generated(table, column) {
    // The text of a default comes from the catalog. The subquery keeps the look-up of the sequence out of the loop over rows.
    if (!column.isIdentity) return raw(`(${column.defaultSql})`);
    const owner = `${quote(table.schema)}.${quote(table.name)}`;
    return sql`nextval((select cast(pg_get_serial_sequence(${owner}, ${column.name}) as regclass)))`;
  },
  // https://www.postgresql.org/docs/13/ddl-system-columns.html: a place is one in a partition.
  rowAddress: (alias) => [sql`${tableAlias(alias)}.tableoid`, sql`${tableAlias(alias)}.ctid`],
  fromNothing: sql``,
  fence: raw('offset 0'),
  reshaping,
  script,
  ledgerTypes: { text: 'text', longText: 'text', integer: 'bigint' },
};

function qualified(table: TableName): Sql {
  return sql`${name(table.schema)}.${name(table.name)}`;
}

/** Squares of larger values overflow, and NaN counts as larger than all. Not by `abs`, which the smallest whole numbers do not have. */
function tame(value: Sql): Sql {
  return sql`case when ${value} > -1e150 and ${value} < 1e150 then cast(${value} as double precision) end`;
}

/** Functions that look into text refuse nondeterministic collations. */
function byBytes(text: Sql): Sql {
  return sql`(cast(${text} as text) collate "C")`;
}

function translate(text: Sql, from: string, to: string): Sql {
  return sql`translate(${byBytes(text)}, cast(${from} as text), cast(${to} as text))`;
}

/** The first bytes of the digest, in hex. */
function sha256(text: Sql, bytes: 7 | 16): Sql {
  return sql`encode(substring(sha256(convert_to(${text}, 'UTF8')) from 1 for ${raw(String(bytes))}), 'hex')`;
}
