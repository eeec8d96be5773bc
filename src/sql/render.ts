import { sql as drizzle } from 'drizzle-orm/sql';
import type { Query, Sql, SqlValue } from '../model/sql.ts';
import { withDefinitions } from './defined.ts';

export interface Rendering {
  readonly quote: (identifier: string) => string;
  /** @param position from 1 */
  readonly placeholder: (position: number) => string;
}

/** The text of a statement with its values in it, for scripts that people run. */
export function renderWithLiterals(
  statement: Sql,
  { quote, literal }: { readonly quote: Rendering['quote']; readonly literal: (value: SqlValue) => string },
): string {
  const { values } = render(statement, { quote, placeholder: () => '?' });
  return render(statement, { quote, placeholder: (position) => literal(values[position - 1] ?? null) }).text;
}

/** Text and values of a statement in an engine's own spelling. */
export function render(statement: Sql, rendering: Rendering): Query {
  const query = drizzle`${withDefinitions(statement)}`.toQuery({
    casing: undefined as never,
    escapeName: rendering.quote,
    escapeParam: (index) => rendering.placeholder(index + 1),
    escapeString: () => {
      throw new TypeError('inline strings are not rendered');
    },
  });
  return { text: query.sql, values: query.params as SqlValue[] };
}
