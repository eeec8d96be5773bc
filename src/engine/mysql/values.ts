import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { raw, sql } from '../../sql/sql.ts';
import { castTo } from './casts.ts';
import { floatText } from './float-text.ts';
import { collations, type Product } from './product.ts';
import { typeParts } from './types.ts';

type Values = Pick<Dialect, 'cast' | 'text' | 'fromText' | 'bytewise' | 'same' | 'canonical'>;

/** Types whose bytes are what they are: shapes on a map, vectors. */
const opaque = /^(?:geometry|point|linestring|polygon|multi\w+|geom\w+|vector)$/;

/** Values of a column: as text, back from it, and compared. */
export function valuesOf(product: Product): Values {
  const collation = collations[product];
  // A plain word of ours.
  const byBytes = (text: Sql) => sql`(${text} collate ${raw(collation)})`;
  const inUtf8 = (value: Sql) => sql`convert(${value} using utf8mb4)`;
  const written = (value: Sql) => sql`cast(${value} as char)`;
  const cast = (value: Sql, type: string) => castTo(value, type, collation);

  return {
    cast,

    text(value, column) {
      const { name } = typeParts(column.type);
      switch (column.kind) {
        case 'integer':
          return byBytes(written(cast(value, column.storage)));
        case 'decimal':
          // Whoever declared `zerofill` gets zeros in front, but not from a sum.
          return byBytes(written(sql`${value} + 0`));
        case 'float':
          // A snapshot may keep it as a decimal.
          return byBytes(floatText(name === 'float' ? sql`cast(${value} as float)` : value, product));
        case 'time':
          return byBytes(withoutZeros(written(value), sql`substring_index(${written(value)}, '.', 1)`));
        case 'timestamp':
          return byBytes(withoutZeros(written(value), sql`left(${written(value)}, 19)`));
        case 'timestamptz':
          return byBytes(sql`concat(${withoutZeros(written(value), sql`left(${written(value)}, 19)`)}, '+00')`);
        case 'binary':
          return byBytes(sql`lower(hex(${value}))`);
        case 'text':
          return byBytes(inUtf8(value));
        default:
          if (opaque.test(name)) return byBytes(sql`lower(hex(${value}))`);
          return byBytes(inUtf8(written(name === 'bit' ? cast(value, column.storage) : value)));
      }
    },

    fromText(value, column) {
      const { name } = typeParts(column.type);
      if (column.kind === 'binary') return cast(sql`unhex(${value})`, column.storage);
      if (column.kind === 'timestamptz') return cast(sql`trim(trailing '+00' from ${value})`, column.storage);
      if (column.kind === 'uuid') return cast(uuidDigits(value), column.storage);
      return opaque.test(name) ? sql`unhex(${value})` : cast(value, column.storage);
    },

    bytewise: (value, column) => (column.kind === 'text' ? byBytes(inUtf8(value)) : value),

    same(left, right, column) {
      const image = (side: Sql) => imageOf(side, column, cast);
      const isSame = sql`${image(left)} <=> ${image(right)}`;
      if (column.kind !== 'float') return sql`(${isSame})`;
      // −0 equals 0, and has another text.
      const sign = (side: Sql) => sql`cast(${image(side)} as binary)`;
      return sql`(${isSame} and ${sign(left)} <=> ${sign(right)})`;
    },

    canonical(value, column) {
      switch (column.kind) {
        case 'integer':
        case 'decimal':
        case 'date':
          return byBytes(written(cast(value, column.storage)));
        case 'text':
        case 'enum':
          return byBytes(inUtf8(value));
        case 'timestamp':
        case 'timestamptz':
          return byBytes(written(sql`cast(${value} as datetime(6))`));
        case 'uuid':
          return byBytes(sql`replace(${written(value)}, '-', '')`);
        case 'binary':
          return byBytes(sql`lower(hex(${value}))`);
        default:
          throw new FaultlineError('UNSUPPORTED', `column "${column.name}" (${column.type}) cannot be part of a key`);
      }
    },
  };
}

/** What two values have in common only if they are the same: numbers and times themselves, of everything else the bytes. */
function imageOf(value: Sql, column: Column, cast: Values['cast']): Sql {
  switch (column.kind) {
    case 'integer':
    case 'decimal':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return cast(value, column.storage);
    case 'float':
      return sql`cast(${cast(value, column.storage)} as double)`;
    case 'binary':
      return cast(value, column.storage);
    case 'text':
      return sql`cast(convert(${value} using utf8mb4) as binary)`;
    default:
      return opaque.test(typeParts(column.type).name)
        ? sql`cast(${value} as binary)`
        : sql`cast(convert(cast(${cast(value, column.storage)} as char) using utf8mb4) as binary)`;
  }
}

/** The text without the zeros at the end of its fraction of a second. @param whole what stands before the point */
function withoutZeros(text: Sql, whole: Sql): Sql {
  const fraction = sql`substring(${text}, char_length(${whole}) + 1)`;
  return sql`concat(${whole}, trim(trailing '.' from trim(trailing '0' from ${fraction})))`;
}

/**
 * MariaDB takes no UUID of a version from 8 on with the variant of old
 * (https://mariadb.com/docs/server/reference/data-types/string-data-types/uuid-data-type), nor some at its border: bare
 * digits of a hash get a variant that it takes.
 */
function uuidDigits(text: Sql): Sql {
  const isRefused = sql`${text} not like '%-%' and substring(${text}, 13, 1) > '7' and substring(${text}, 17, 1) < '9'`;
  return sql`case when ${isRefused} then insert(${text}, 17, 1, '9') else ${text} end`;
}
