import type { LoadColumn } from '../../model/load.ts';
import type { Product } from './product.ts';
import { reshapingOf } from './reshaping.ts';

/** Characters of a text in a key whose longest value is not known: https://dev.mysql.com/doc/refman/8.0/en/innodb-limits.html */
const keyLength = 255;

/** Longest values that are kept in their row, in characters or bytes. */
const longestInRow = 1000;

/** The type in which MySQL and MariaDB keep values that are loaded into a new table. */
export function loadType(column: LoadColumn, isKey: boolean, product: Product): string {
  const { type, length, precision, scale } = column;
  const isShort = isKey || (length !== undefined && length <= longestInRow);
  const size = Math.max(1, length ?? keyLength);
  switch (type) {
    case 'text':
      return isShort ? `varchar(${size})` : 'longtext';
    case 'binary':
      return isShort ? `varbinary(${size})` : 'longblob';
    case 'decimal':
      return precision === undefined ? reshapingOf(product).facts(type).type : `decimal(${precision},${scale ?? 0})`;
    case 'time':
      return 'time(6)';
    // MariaDB has a type for them from 10.7 on, MySQL none.
    case 'uuid':
      return 'char(36)';
    case 'json':
      return 'json';
    default:
      return reshapingOf(product).facts(type).type;
  }
}
