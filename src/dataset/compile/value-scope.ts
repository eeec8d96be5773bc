import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import type { TypeContext, ValueContext } from '../value-type.ts';
import { belowOf, bitsOf, uniformOf } from './draws.ts';
import type { Layers, Named } from './layers.ts';
import { permuted } from './permutation.ts';
import { randomValue, typed } from './random-value.ts';

/** Whose values are made. */
export interface ValueOwner {
  readonly seed: string;
  readonly table: string;
  readonly column: string;
}

/** The context in which a value type makes the values of one column, for rows whose number is `row`. */
export interface ValueScope extends ValueContext {
  /** The layer from which on everything that this scope has named may be used. */
  readonly layer: () => number;
  /** Has this scope see a value that was named elsewhere. */
  reach(named: Named): Sql;
  /** Has this scope see whatever another one names. @returns the other one */
  adopt(other: ValueScope): ValueScope;
  /** As `permuted`, of any number instead of the row's. */
  permutedOf(n: Sql, count: number, purpose: string): Sql;
}

/** @param other the value of a sibling column */
export function openScope(
  layers: Layers,
  owner: ValueOwner,
  row: Named,
  context: TypeContext,
  other: (column: string) => Named,
): ValueScope {
  let layer = row.layer;
  const adopted: ValueScope[] = [];
  const top = () => Math.max(layer, ...adopted.map((each) => each.layer()));
  const reach = (named: Named): Sql => {
    layer = Math.max(layer, named.layer);
    return named.sql;
  };
  const key = (purpose: string) => ({ ...owner, purpose });
  const bits: ValueContext['bits'] = (purpose = 'value', of = row.sql) => bitsOf(of, key(purpose));
  const step = (expression: Sql) => reach(layers.name(expression, top()));
  const permutedOf = (n: Sql, count: bigint, purpose: string) =>
    permuted(n, count, (value, round) => bitsOf(value, key(`${purpose}.${round}`)), step);
  const adopt = (scope: ValueScope) => {
    adopted.push(scope);
    return scope;
  };
  const lookupAll: ValueContext['lookupAll'] = (table, indexes) => {
    const from = top();
    const keys = indexes.map((index) => layers.name(sql`(${index})::integer`, from));
    return keys.map((key) => {
      const value = layers.lookup(table, key);
      return (column) => reach(value(column));
    });
  };
  return {
    ...context,
    row: row.sql,
    layer: top,
    reach,
    adopt,
    permutedOf: (n, count, purpose) => permutedOf(n, BigInt(count), purpose),
    bits,
    uniform: (purpose) => uniformOf(bits(purpose)),
    below: (count, purpose) => belowOf(bits(purpose), BigInt(count)),
    permuted: (count, purpose = 'permutation') => permutedOf(row.sql, BigInt(count), purpose),
    let: step,
    lookup: (table, index) => lookupAll(table, [index])[0]!,
    lookupAll,
    other: (column) => reach(other(column)),
    part(name, part) {
      const owned = { ...owner, column: `${owner.column}\u001e${name}` };
      const partRow = { sql: row.sql, layer: top() };
      const scope = adopt(openScope(layers, owned, partRow, { ...context, with: part.with }, other));
      return typed(randomValue(part.type, scope), part.type, scope);
    },
  };
}
