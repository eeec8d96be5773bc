import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { isGeneratorDefault } from '../generator.ts';
import { textOf, textOrNothing } from '../read-row.ts';
import type { Product } from './product.ts';
import { typeFacts } from './types.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

/** The columns of a table in their order, invisible ones too. */
export async function readColumns(ask: Ask, table: TableName, product: Product): Promise<Column[]> {
  const rows = await ask(sql`
    select column_name as name, column_type as type, character_set_name as charset, collation_name as collation,
      is_nullable as is_nullable, column_default as default_text, extra as extra, generation_expression as generation
    from information_schema.columns
    where table_schema = ${table.schema} and table_name = ${table.name}
    order by ordinal_position`);
  const jsonColumns = product === 'MariaDB' ? await readJsonColumns(ask, table) : [];
  return rows.map((row, index) => {
    const column = columnFrom(row, index + 1, product);
    return jsonColumns.includes(column.name) ? { ...column, kind: 'json', length: undefined } : column;
  });
}

/** MariaDB's json is a text with a condition: https://mariadb.com/docs/server/reference/data-types/string-data-types/json */
async function readJsonColumns(ask: Ask, table: TableName): Promise<readonly string[]> {
  const rows = await ask(sql`
    select check_clause as clause
    from information_schema.check_constraints
    where constraint_schema = ${table.schema} and table_name = ${table.name}`);
  return rows.flatMap((row) => {
    const name = /^json_valid\(`(.+)`\)$/s.exec(textOf(row, 'clause'))?.[1];
    return name === undefined ? [] : [name.replaceAll('``', '`')];
  });
}

function columnFrom(row: Row, ordinal: number, product: Product): Column {
  const extra = textOrNothing(row, 'extra') ?? '';
  const isComputed = (textOrNothing(row, 'generation') ?? '') !== '';
  const isIdentity = /auto_increment/i.test(extra);
  const facts = typeFacts({
    // `text /*!100301 COMPRESSED*/`
    written: textOf(row, 'type').replaceAll(/\s*\/\*.*?\*\//g, ''),
    charset: textOrNothing(row, 'charset'),
    collation: textOrNothing(row, 'collation'),
  });
  const defaultSql = isComputed ? undefined : defaultOf(row, facts, extra, product);
  return {
    name: textOf(row, 'name'),
    ordinal,
    ...facts,
    isNullable: row['is_nullable'] === 'YES',
    isComputed,
    isIdentity,
    isGenerator: isIdentity || isGeneratorDefault(defaultSql),
    followsUpdates: /on update current_timestamp/i.test(extra),
    defaultSql,
  };
}

/** MariaDB tells SQL. MySQL tells the value, and SQL with quotes behind backslashes of expressions only. */
function defaultOf(
  row: Row,
  { kind, type }: Pick<Column, 'kind' | 'type'>,
  extra: string,
  product: Product,
): string | undefined {
  const text = textOrNothing(row, 'default_text');
  if (text === undefined || product === 'MariaDB') return text === 'NULL' ? undefined : text;
  if (/default_generated/i.test(extra)) return text.replaceAll("\\'", "'");
  const isPlain = ['integer', 'decimal', 'float'].includes(kind) || type.startsWith('bit');
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`;
}
