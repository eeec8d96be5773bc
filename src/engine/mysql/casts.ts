import type { Sql } from '../../model/sql.ts';
import { raw, sql } from '../../sql/sql.ts';
import { typeParts } from './types.ts';

/** Types without a cast of their own: a value stays what it is until a column takes it. */
const wholeNumber = /^(?:tiny|small|medium|big)?int$|^bit$|^year$/;
const text = /^(?:tiny|medium|long)?text$/;
const blob = /^(?:tiny|medium|long)?blob$|^varbinary$/;

/**
 * The value as a column of the type would keep it. `cast` knows few types
 * (https://dev.mysql.com/doc/refman/8.0/en/cast-functions.html#function_cast), so that the others are put together.
 * @param type of the catalog or of a snapshot
 * @param collation of texts whose type names none
 */
export function castTo(value: Sql, type: string, collation: string): Sql {
  const parts = typeParts(type);
  const { name, size } = parts;
  if (wholeNumber.test(name)) return sql`cast(${value} as ${raw(parts.isUnsigned ? 'unsigned' : 'signed')})`;
  if (name === 'varchar' || name === 'char' || text.test(name)) {
    const length = size === '' ? '' : `(${Number(size)})`;
    // Names of character sets and collations come from the catalog and are plain words.
    const cast = sql`cast(${value} as char${raw(length)} character set ${raw(parts.charset ?? 'utf8mb4')})`;
    // https://dev.mysql.com/doc/refman/8.0/en/char.html: what is read from a char column has no spaces at its end.
    const kept = name === 'char' ? sql`trim(trailing ' ' from ${cast})` : cast;
    return sql`(${kept} collate ${raw(parts.collation ?? collation)})`;
  }
  if (blob.test(name)) return sql`cast(${value} as binary)`;
  if (name === 'float' || name === 'double') return sql`cast(${value} as ${raw(name)})`;
  if (name === 'timestamp') return castTo(value, type.replace(/timestamp/i, 'datetime'), collation);
  if (['decimal', 'binary', 'date', 'datetime', 'time', 'json', 'uuid'].includes(name)) {
    const length = /^[\d,\s]+$/.test(size) ? `(${size})` : '';
    return sql`cast(${value} as ${raw(`${name}${length}`)})`;
  }
  return value;
}
