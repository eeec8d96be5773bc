import type { TableFigures } from './measure/figures.ts';

/** References that a proposal can hold: what would close a circle of tables is left out. */
export interface OrderedTables {
  /** Positions of the tables, each behind those that it refers to. */
  readonly order: readonly number[];
  /** References that are left out, as `table:reference`. */
  readonly dropped: ReadonlySet<string>;
}

/** Parents first; tables that do not depend on one another stay in their order. */
export function orderTables(tables: readonly TableFigures[]): OrderedTables {
  const order: number[] = [];
  const dropped = new Set<string>();
  const open = new Set<number>();
  const visit = (index: number): void => {
    if (order.includes(index)) return;
    open.add(index);
    for (const [place, { parent }] of tables[index]!.references.entries()) {
      if (parent === index) continue;
      if (open.has(parent)) dropped.add(`${index}:${place}`);
      else visit(parent);
    }
    open.delete(index);
    order.push(index);
  };
  for (const index of tables.keys()) visit(index);
  return { order, dropped };
}
