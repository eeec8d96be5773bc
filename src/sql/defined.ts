import { SQL } from 'drizzle-orm/sql';
import type { Sql } from '../model/sql.ts';
import { join, name, sql } from './sql.ts';

/** Says `title as (query)` in the engine's way: `Dialect.materialized` or `Dialect.inlined`. */
type Spelling = (title: string, query: Sql) => Sql;

/** A common table expression where it is read. Rendering puts its definition at the beginning of the statement. */
class Definition implements Sql {
  readonly title: string;
  readonly query: Sql;
  readonly spell: Spelling;

  constructor(title: string, query: Sql, spell: Spelling) {
    this.title = title;
    this.query = query;
    this.spell = spell;
  }

  getSQL(): unknown {
    throw new TypeError(`the definition of ${this.title} was not moved to the beginning of its statement`);
  }
}

/**
 * Rows that have a name: to be read like a table, as often as wanted. Not every engine takes `with` inside of a
 * query, so that no statement has one but at its beginning, wherever the rows are read.
 * @param title what the rows are called, unless another definition of the statement has the name already
 */
export function defined(title: string, query: Sql, spell: Spelling): Sql {
  return new Definition(title, query, spell);
}

/** The statement with all definitions that it reads at its beginning, each behind those that it reads itself. */
export function withDefinitions(statement: Sql): Sql {
  const titles = new Map<Definition, string>();
  const clauses: Sql[] = [];
  const place = (definition: Definition): Sql => {
    const known = titles.get(definition);
    if (known !== undefined) return name(known);
    const query = moved(definition.query, place);
    const title = freeTitle(definition.title, new Set(titles.values()));
    titles.set(definition, title);
    clauses.push(definition.spell(title, query));
    return name(title);
  };
  const rest = moved(statement, place);
  return clauses.length === 0 ? rest : sql`with ${join(clauses)}\n${rest}`;
}

function moved(piece: Sql, place: (definition: Definition) => Sql): Sql {
  if (piece instanceof Definition) return place(piece);
  if (!(piece instanceof SQL)) return piece;
  return new SQL(
    piece.queryChunks.map((chunk) =>
      chunk instanceof Definition || chunk instanceof SQL ? (moved(chunk, place) as SQL) : chunk,
    ),
  );
}

function freeTitle(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}_${number}`)) number += 1;
  return `${wanted}_${number}`;
}
