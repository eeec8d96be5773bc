import type { Sql } from '../../model/sql.ts';
import { join, sql } from '../../sql/sql.ts';
import type { LookupTable, ValueContext } from '../value-type.ts';
import type { ValueList } from './form.ts';

/** A place in a text at which one of a list's values stands. */
export interface Place {
  readonly list: ValueList;
  /** BIGINT from 0. */
  readonly index: Sql;
}

/** The values at some places, in their order. */
export function lookedUp(context: ValueContext, places: readonly Place[]): readonly Sql[] {
  const found = new Map<Place, Sql>();
  for (const alike of Map.groupBy(places, ({ list }) => list.name).values()) {
    const { list } = alike[0]!;
    const indexes = alike.map(({ index }) => index);
    const values = isOfCharacters(list)
      ? indexes.map((index) => characterAt(list, index))
      : context.lookupAll(tableOf(list), indexes).map((value) => value('value'));
    for (const [index, place] of alike.entries()) found.set(place, values[index]!);
  }
  return places.map((place) => found.get(place)!);
}

/** A number with leading zeros. @param number BIGINT of at most so many digits */
export function digitsText(number: Sql, count: number): Sql {
  return sql`to_base(${number}, 10, ${count})`;
}

export function concatenated(parts: readonly Sql[]): Sql {
  return parts.length === 1 ? parts[0]! : sql`concat(${join(parts)})`;
}

function tableOf({ name, values }: ValueList): LookupTable {
  return { name, columns: { value: 'VARCHAR' }, values: () => ({ value: values }) };
}

/** Characters are cut out of one text sooner than looked up. */
function isOfCharacters({ values }: ValueList): boolean {
  return values.every((value) => /^[\u0020-\u007e]$/.test(value));
}

function characterAt({ values }: ValueList, index: Sql): Sql {
  return sql`substr(${values.join('')}, (${index}) + 1, 1)`;
}
