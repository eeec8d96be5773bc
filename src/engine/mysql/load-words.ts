import { raw, sql } from '../../sql/sql.ts';
import type { LoadTableWords } from '../table-to-load.ts';
import { fitted } from './create-table.ts';
import type { Dialect } from '../../model/dialect.ts';
import { loadType } from './load-types.ts';
import { collations, type Product } from './product.ts';

/** How tables are made for rows. Texts are compared by their bytes, so that values that differ are different in a key as well. */
export function loadWords(product: Product, { table }: Dialect): LoadTableWords {
  return {
    typeOf: (column, isKey) => loadType(column, isKey, product),
    qualified: table,
    fitted,
    // A word of ours.
    ending: sql` engine = InnoDB default character set utf8mb4 collate ${raw(collations[product])}`,
  };
}
