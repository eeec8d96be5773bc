import type { Sql } from '../../src/model/sql.ts';
import { join, raw, sql } from '../../src/sql/sql.ts';

/** How an engine reads many rows out of one bound text. */
export interface RowReader {
  /** The engine's word for `integer`, `bigint`, `decimal(p, s)`, `double precision`, `varchar(n)`, `date` or `timestamp`. */
  readonly typeOf: (type: string) => string;
  /**
   * Selects the rows of a JSON array, each an array of texts and nulls.
   * @param types of the columns, as `typeOf` gives them
   */
  readonly rowsOf: (json: string, types: readonly string[]) => Sql;
}

const postgres: RowReader = {
  typeOf: (type) => type,
  rowsOf: (json, types) => sql`select ${castElements(types)} from json_array_elements(cast(${json} as json)) as e (r)`,
};

const duckdb: RowReader = {
  typeOf: (type) => type,
  rowsOf: (json, types) =>
    sql`select ${castElements(types)} from (select unnest(from_json(${json}, '["JSON"]')) as r) as e`,
};

/** https://dev.mysql.com/doc/refman/8.0/en/json-table-functions.html, https://mariadb.com/docs/server/reference/sql-functions/special-functions/json-functions/json_table */
const mysql: RowReader = {
  typeOf: (type) => ({ timestamp: 'datetime(6)', 'double precision': 'double' })[type] ?? type,
  rowsOf: (json, types) =>
    sql`select ${named(types)} from json_table(${json}, '$[*]' columns (${paths(types, ' path ')})) as e`,
};

/** https://learn.microsoft.com/en-us/sql/t-sql/functions/openjson-transact-sql */
const sqlServer: RowReader = {
  typeOf: (type) =>
    ({ timestamp: 'datetime2(6)', 'double precision': 'float' })[type] ?? type.replace('varchar', 'nvarchar'),
  rowsOf: (json, types) => sql`select ${named(types)} from openjson(${json}) with (${paths(types, ' ')}) as e`,
};

/** https://docs.oracle.com/database/122/SQLRF/JSON_TABLE.htm */
const oracle: RowReader = {
  typeOf: (type) =>
    type
      .replace(/^varchar\((\d+)\)$/, 'varchar2($1 char)')
      .replace(/^integer$/, 'number(9)')
      .replace(/^bigint$/, 'number(18)')
      .replace(/^decimal/, 'number')
      .replace(/^double precision$/, 'binary_double')
      .replace(/^timestamp$/, 'timestamp(6)'),
  rowsOf(json, types) {
    const texts = types.map(() => 'varchar2(4000)');
    const values = types.map((type, index) => fromOracleText(`c${index}`, type));
    return sql`select ${raw(values.join(', '))} from json_table(${oracleClob(json)}, '$[*]' columns (${paths(texts, ' path ')})) e`;
  },
};

const readers: Readonly<Record<string, RowReader>> = {
  PostgreSQL: postgres,
  DuckDB: duckdb,
  MySQL: mysql,
  MariaDB: mysql,
  'SQL Server': sqlServer,
  Oracle: oracle,
};

/** @param product as the dialect names itself */
export function rowReader(product: string): RowReader {
  const known = Object.keys(readers).find((name) => product.includes(name));
  if (known === undefined) throw new Error(`no way to load rows into ${product}`);
  return readers[known]!;
}

function castElements(types: readonly string[]): Sql {
  return join(types.map((type, index) => raw(`cast(r ->> ${index} as ${type})`)));
}

/** The columns that `paths` defines. */
function named(types: readonly string[]): Sql {
  return raw(types.map((_, index) => `c${index}`).join(', '));
}

function paths(types: readonly string[], before: string): Sql {
  return raw(types.map((type, index) => `c${index} ${type}${before}'$[${index}]'`).join(', '));
}

function fromOracleText(text: string, type: string): string {
  if (type.startsWith('number')) return `to_number(${text})`;
  if (type === 'binary_double') return `to_binary_double(${text})`;
  if (type === 'date') return `to_date(${text}, 'YYYY-MM-DD')`;
  return type.startsWith('timestamp') ? `to_timestamp(${text}, 'YYYY-MM-DD HH24:MI:SS.FF')` : text;
}

/** In parts, since a bound text may have 4,000 bytes and no more; in ASCII, so that these are as many characters. */
function oracleClob(json: string): Sql {
  const ascii = json.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const parts = ascii.match(/.{1,4000}/gs) ?? [];
  return join(
    parts.map((part) => sql`to_clob(${part})`),
    sql` || `,
  );
}
