import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { quotas } from '../quotas.ts';
import { decisionTree } from './decision-tree.ts';
import type { ValueScope } from './value-scope.ts';

/** How many rows a child table has whose parents have as many children as `shares` say. */
export function childRows(shares: readonly number[], parents: number): number {
  return quotas(shares, parents).reduce((sum, parentsOfSize, size) => sum + parentsOfSize * size, 0);
}

/**
 * The parent of a row where exactly so many parents have 0, 1, 2 … children as `shares` say: those without children
 * come first, then those with one, and so on, each with its children side by side.
 * @returns its number in that order
 */
export function childrenOf(shares: readonly number[], parents: number, scope: ValueScope): Sql {
  const counts = quotas(shares, parents);
  let parentsBefore = counts[0] ?? 0;
  let rowsBefore = 0;
  const bounds: Sql[] = [];
  const leaves: Sql[] = [];
  for (const [size, count] of counts.entries()) {
    if (size === 0 || count === 0) continue;
    if (leaves.length > 0) bounds.push(sql`${rowsBefore}`);
    leaves.push(sql`${parentsBefore}::bigint + (${scope.row} - ${rowsBefore}) // ${size}`);
    parentsBefore += count;
    rowsBefore += count * size;
  }
  return leaves.length === 0 ? sql`0::bigint` : scope.let(decisionTree(scope.row, bounds, leaves));
}
