import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { numberOrNothing, textOf, textOrNothing } from '../read-row.ts';
import { isLong, typeFacts } from './types.ts';

/** The columns of a table in their order, and those that no expression may read. */
export interface Columns {
  readonly columns: readonly Column[];
  /** Names of LONG columns. */
  readonly unreadable: readonly string[];
  /** Name of the column whose values only the database makes: `generated always as identity`. */
  readonly numbered: string | undefined;
}

/**
 * Invisible columns are the user's own, too; hidden ones are those that indexes and object types are made of.
 * https://docs.oracle.com/database/122/REFRN/ALL_TAB_COLS.htm
 */
export async function readColumns(
  ask: (statement: Sql) => Promise<Row[]>,
  table: TableName,
  isUnicode: boolean,
): Promise<Columns> {
  const rows = await ask(sql`
    select c.column_name as "name", c.data_type as "type", c.data_type_owner as "owner", c.data_length as "length",
      c.char_length as "characters", c.char_used as "unit", c.data_precision as "precision", c.data_scale as "scale",
      c.collation as "collation", c.nullable as "nullable", c.virtual_column as "virtual", c.data_default as "default",
      (select i.generation_type from all_tab_identity_cols i
        where i.owner = c.owner and i.table_name = c.table_name and i.column_name = c.column_name) as "identity"
    from all_tab_cols c
    where c.owner = ${table.schema} and c.table_name = ${table.name} and c.user_generated = 'YES'
    order by c.internal_column_id`);
  const readable = rows.filter((row) => !isLong(textOf(row, 'type')));
  const numbered = rows.find((row) => row['identity'] === 'ALWAYS');
  return {
    columns: readable.map((row, index) => columnFrom(row, index + 1, isUnicode)),
    unreadable: rows.filter((row) => isLong(textOf(row, 'type'))).map((row) => textOf(row, 'name')),
    numbered: numbered && textOf(numbered, 'name'),
  };
}

function columnFrom(row: Row, ordinal: number, isUnicode: boolean): Column {
  const isComputed = row['virtual'] === 'YES';
  const isIdentity = textOrNothing(row, 'identity') !== undefined;
  const defaultSql = isComputed ? undefined : textOrNothing(row, 'default')?.trim();
  const facts = typeFacts(
    {
      name: textOf(row, 'type'),
      owner: textOrNothing(row, 'owner'),
      length: numberOrNothing(row, 'length') ?? 0,
      characters: numberOrNothing(row, 'characters') ?? 0,
      countsCharacters: row['unit'] === 'C',
      precision: numberOrNothing(row, 'precision'),
      scale: numberOrNothing(row, 'scale'),
      collation: textOrNothing(row, 'collation'),
    },
    isUnicode,
  );
  return {
    name: textOf(row, 'name'),
    ordinal,
    ...facts,
    isNullable: row['nullable'] !== 'N',
    isComputed,
    isIdentity,
    isGenerator: isIdentity || isGenerator(defaultSql),
    ...(defaultSql !== undefined && { defaultSql }),
  };
}

/** A sequence (`"SHOP"."ISEQ$$_73412".nextval`, as identity columns have one) or a fresh identifier. */
function isGenerator(defaultSql: string | undefined): boolean {
  return /\.\s*"?nextval\b|\bsys_guid\s*\(/i.test(defaultSql ?? '');
}
