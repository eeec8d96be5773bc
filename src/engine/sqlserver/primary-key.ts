import type { Sql } from '../../model/sql.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';

interface TypedColumn {
  readonly name: string;
  readonly type: string;
}

/** https://learn.microsoft.com/en-us/sql/sql-server/maximum-capacity-specifications-for-sql-server */
const mostColumns = 32;
const mostBytes = { clustered: 900, nonclustered: 1700 };

/** A primary key over columns of a new table, if they fit into the key of an index; else a join has to do without. */
export function primaryKeyOf(columns: readonly TypedColumn[], key: readonly string[]): Sql | undefined {
  if (key.length === 0 || key.length > mostColumns) return undefined;
  const bytes = key.reduce((sum, part) => sum + widthOf(columns.find((each) => each.name === part)?.type ?? ''), 0);
  if (bytes > mostBytes.nonclustered) return undefined;
  const kind = raw(bytes > mostBytes.clustered ? 'primary key nonclustered' : 'primary key');
  return sql`${kind} (${join(key.map(name))})`;
}

/** Most bytes of a value; of types that no index takes, infinitely many. */
function widthOf(type: string): number {
  const [, base = '', length] = /^(n?(?:var)?char|(?:var)?binary) ?\((\w+)\)/.exec(type) ?? [];
  if (length !== undefined)
    return length === 'max' ? Number.POSITIVE_INFINITY : Number(length) * (base.startsWith('n') ? 2 : 1);
  // Every other type that a key may have takes 17 bytes at the most: decimal(38).
  return /^(xml|text|ntext|image|geography|geometry|sql_variant|hierarchyid|json)\b/.test(type)
    ? Number.POSITIVE_INFINITY
    : 17;
}
