import { castTo } from '../../engine/duckdb/cast.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import type { TypeContext, ValueContext, ValueType } from '../value-type.ts';

/** The value as its type has it. */
export function typed(value: Sql, type: ValueType, context: TypeContext): Sql {
  return castTo(value, type.sqlType(context));
}

/** A random value of a type. */
export function randomValue(type: ValueType, context: ValueContext): Sql {
  const own = type.random?.(context);
  if (own !== undefined) return own;
  const u = context.uniform();
  return type.quantile?.(context, context.let(u)) ?? type.nth(context, context.let(context.below(type.space(context))));
}

/** The value below which a share of a type's values lies. @param rank DOUBLE strictly between 0 and 1 */
export function byRank(type: ValueType, context: ValueContext, rank: Sql): Sql {
  const own = type.quantile?.(context, rank);
  if (own !== undefined) return own;
  const space = type.space(context);
  const n = sql`least(floor(${rank} * ${space}::double)::bigint, ${space - 1n}::bigint)`;
  return type.nth(context, context.let(n));
}
