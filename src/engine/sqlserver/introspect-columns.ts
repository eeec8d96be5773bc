import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { isGeneratorDefault } from '../generator.ts';
import { textOf, textOrNothing } from '../read-row.ts';
import { typeFacts } from './types.ts';

/** A column, and what keeps a session from its values. */
export interface DescribedColumn extends Column {
  readonly isMasked: boolean;
  readonly isEncrypted: boolean;
}

/** The columns of a table in their order. https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-columns-transact-sql */
export async function readColumns(ask: (statement: Sql) => Promise<Row[]>, id: string): Promise<DescribedColumn[]> {
  const rows = await ask(sql`
    select c.name as [name], type_name(c.system_type_id) as [base], y.name as [type], schema_name(y.schema_id) as [type_schema],
      y.is_user_defined as [is_own], y.is_assembly_type as [is_assembly], c.max_length as [max_length], c.precision as [precision],
      c.scale as [scale], c.collation_name as [collation], c.is_nullable as [is_nullable], c.is_identity as [is_identity],
      c.is_computed as [is_computed], c.is_column_set as [is_column_set], c.generated_always_type as [generated],
      c.is_masked as [is_masked], c.encryption_type as [encryption], object_definition(c.default_object_id) as [default_sql]
    from sys.columns as c
    join sys.types as y on y.user_type_id = c.user_type_id
    where c.object_id = cast(${id} as int)
    order by c.column_id`);
  return rows.map((row, index) => columnFrom(row, index + 1));
}

function columnFrom(row: Row, ordinal: number): DescribedColumn {
  const type = textOf(row, 'type');
  const isAssembly = row['is_assembly'] === true;
  const isOwn = row['is_own'] === true;
  // Built-in types of assemblies (geography, hierarchyid) share one number in place of a base.
  const base = isAssembly ? type : (textOrNothing(row, 'base') ?? type);
  const isComputed =
    row['is_computed'] === true ||
    row['is_column_set'] === true ||
    Number(row['generated']) > 0 ||
    base === 'timestamp';
  const isIdentity = row['is_identity'] === true;
  const defaultSql = isComputed ? undefined : textOrNothing(row, 'default_sql');
  return {
    name: textOf(row, 'name'),
    ordinal,
    ...typeFacts({
      base,
      own: isOwn ? { schema: textOf(row, 'type_schema'), name: type, isAssembly } : undefined,
      maxLength: Number(row['max_length']),
      precision: Number(row['precision']),
      scale: Number(row['scale']),
      collation: textOrNothing(row, 'collation'),
    }),
    isNullable: row['is_nullable'] === true,
    isComputed,
    isIdentity,
    isGenerator: isIdentity || isGenerator(defaultSql),
    defaultSql,
    isMasked: row['is_masked'] === true,
    isEncrypted: row['encryption'] !== null && row['encryption'] !== undefined,
  };
}

function isGenerator(defaultSql: string | undefined): boolean {
  return /\bnext\s+value\s+for\b|\bnew(?:sequential)?id\s*\(/i.test(defaultSql ?? '') || isGeneratorDefault(defaultSql);
}
