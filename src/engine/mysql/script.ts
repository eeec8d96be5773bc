import type { Scripting } from '../../model/script.ts';
import { renderWithLiterals } from '../../sql/render.ts';
import { sql } from '../../sql/sql.ts';
import { valueLiteral } from '../value-literal.ts';
import { quote } from './names.ts';
import { collations, type Product } from './product.ts';
import { settingsFor } from './session-settings.ts';
import { textLiteral } from './text-literal.ts';

/** Seconds for which a script waits for rows that others have locked. */
const lockTimeout = 30;

/** Scripts for the clients `mysql` and `mariadb`, which stop at the first error unless they are told otherwise. */
export function scriptOf(product: Product): Scripting {
  return {
    client: product === 'MariaDB' ? 'mariadb' : 'mysql',
    head: [
      `set names utf8mb4 collate ${collations[product]};`,
      ...settingsFor(product, { lockTimeout }).map((setting) => `set session ${setting};`),
      'set session transaction isolation level read committed;',
    ],
    begin: 'start transaction',
    commit: 'commit',
    render: (statement) =>
      renderWithLiterals(statement, { quote, literal: (value) => valueLiteral(value, textLiteral) }),
    // Outside of procedures nothing raises an error but a mistake: a subquery of two rows where one is wanted
    // (https://dev.mysql.com/doc/refman/8.0/en/subquery-errors.html). The column's name says what is wrong to whoever looks for it.
    check: (condition, otherwise) =>
      sql`select case when ${condition} then 'as planned' else (select ${otherwise} union all select 'the script ends here') end as checked`,
    ended: (statement) => `${statement};`,
  };
}
