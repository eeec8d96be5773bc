import type { Sql } from '../../model/sql.ts';
import { join, sql } from '../../sql/sql.ts';
import { decisionTree } from '../compile/decision-tree.ts';
import type { ValueContext } from '../value-type.ts';

/** Texts one behind the other. */
export function concatenated(texts: readonly Sql[]): Sql {
  if (texts.length === 0) return sql`''`;
  return texts.length === 1 ? texts[0]! : sql`concat(${join(texts)})`;
}

/** So many copies side by side. @param times how many more than the least */
export function someOf(times: Sql, least: number, most: number, copies: (count: number) => readonly Sql[]): Sql {
  const counts = Array.from({ length: most - least + 1 }, (_, more) => least + more);
  return decisionTree(
    times,
    counts.slice(1).map((count) => sql`${count - least}`),
    counts.map((count) => concatenated(copies(count))),
  );
}

/** The context with draws of a place of its own. */
export function partOf(context: ValueContext, path: string): ValueContext {
  return { ...context, below: (count, purpose) => context.below(count, `${path}.${purpose}`) };
}
