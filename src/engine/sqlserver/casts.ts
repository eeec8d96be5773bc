import type { Sql } from '../../model/sql.ts';
import { raw, sql } from '../../sql/sql.ts';
import { collated, textType } from './collations.ts';

/**
 * A value as a type of the catalog, which may end with a collation: `varchar(20) collate Latin1_General_CI_AS`. The
 * collation stands behind a cast, not in it. What becomes char or varchar gets it before, too: it decides about the
 * code page, and a character that another code page lacks would be lost.
 * https://learn.microsoft.com/en-us/sql/t-sql/statements/collations
 */
export function castTo(value: Sql, type: string): Sql {
  const [, base, collation] = /^(.*?) collate (\w+)$/.exec(type) ?? [];
  // Names of types come from the catalog or from this folder.
  if (base === undefined || collation === undefined) return sql`cast(${value} as ${raw(type)})`;
  if (base.startsWith('n')) return collated(sql`cast(${value} as ${raw(base)})`, collation);
  const wide = textType(Number(/\((\d+)\)/.exec(base)?.[1] ?? Number.NaN) || undefined);
  return sql`cast(${collated(sql`cast(${value} as ${raw(wide)})`, collation)} as ${raw(base)})`;
}
