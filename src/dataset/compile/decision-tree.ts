import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';

/**
 * The leaf in whose stretch a value lies, by halving: `leaves[k]` from `bounds[k - 1]` (inclusive) to `bounds[k]` (exclusive).
 * @param bounds rising, one fewer than leaves
 */
export function decisionTree(value: Sql, bounds: readonly Sql[], leaves: readonly Sql[]): Sql {
  if (leaves.length === 1) return leaves[0]!;
  const middle = leaves.length >> 1;
  const left = decisionTree(value, bounds.slice(0, middle - 1), leaves.slice(0, middle));
  const right = decisionTree(value, bounds.slice(middle), leaves.slice(middle));
  return sql`case when ${value} < ${bounds[middle - 1]!} then ${left} else ${right} end`;
}
