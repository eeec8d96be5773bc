import type { DeclaredColumn, Declaration } from '../model/alteration.ts';
import type { ColumnMove, Reshaping } from '../model/reshaping.ts';
import { away, back } from '../model/reshaping.ts';
import type { Sql } from '../model/sql.ts';
import type { Column, TableName } from '../model/table.ts';

/** How an engine that changes tables in place says the single steps of a change. */
export interface ReshapingWords {
  /** Takes off what hangs on the column, and gives it another name. */
  park(table: TableName, declared: DeclaredColumn, to: string): readonly Sql[];
  /** Takes `park` back. */
  unpark(table: TableName, declared: DeclaredColumn, from: string): readonly Sql[];
  /** Adds a column that is like another one, but for its name, and that it may be NULL. */
  addLike(table: TableName, name: string, like: DeclaredColumn, present: Declaration): Sql;
  /** Adds a column that may be NULL, without a default. @param beside name of the column behind which it stands where the engine can */
  addTyped(table: TableName, name: string, type: Column, beside: string): Sql;
  removeColumn(table: TableName, name: string): readonly Sql[];
  /** Gives a column that was added with `addLike` its name, and all that hangs on it. */
  settle(table: TableName, declared: DeclaredColumn, name: string, present: Declaration): readonly Sql[];
  /** Puts the column `from`, of the type `to`, in place of `old`, under the name of `to`. */
  swap(table: TableName, old: string, from: string, to: Column, present: Declaration): readonly Sql[];
  /** The same for one that was added with `addLike`, with all that hangs on it. */
  swapBack(table: TableName, old: string, from: string, declared: DeclaredColumn, present: Declaration): readonly Sql[];
}

/**
 * Columns taken away and put back. A column is renamed before its values are copied: from then on nobody writes to it,
 * and until it is dropped it can simply be given its name back.
 */
export function columnMoves(
  words: ReshapingWords,
): Pick<Reshaping, 'dropColumn' | 'returnColumn' | 'retypeColumn' | 'returnType' | 'removeColumn'> {
  return {
    removeColumn: (table, column) => words.removeColumn(table, column),
    dropColumn: ({ table, declared, keep }) => [
      ...words.park(table, declared, away),
      keep(away),
      ...words.removeColumn(table, away),
    ],
    returnColumn: (move) =>
      returned(words, move, ({ table, declared, present }) => words.settle(table, declared, back, present)),
    retypeColumn: ({ table, declared, present, keep, fill }, to) => [
      ...words.park(table, declared, away),
      words.addTyped(table, back, to, away),
      keep(away),
      fill(back, 'after'),
      ...words.swap(table, away, back, to, present),
    ],
    returnType: (move) =>
      returned(words, move, ({ table, declared, present }) =>
        words.swapBack(table, declared.column.name, back, declared, present),
      ),
  };
}

/** The column as it was, made anew under another name, filled, and then put in its place. */
function returned(words: ReshapingWords, move: ColumnMove, put: (move: ColumnMove) => readonly Sql[]): readonly Sql[] {
  const { table, declared, present, fill } = move;
  if (has(present, away)) return unparked(words, move);
  return [
    ...(has(present, back) ? words.removeColumn(table, back) : []),
    words.addLike(table, back, declared, present),
    fill(back, 'before'),
    ...put(move),
  ];
}

/** The column is still there, under the name that it was given first. */
function unparked(words: ReshapingWords, { table, declared, present }: ColumnMove): readonly Sql[] {
  return [
    ...[back, declared.column.name].flatMap((each) => (has(present, each) ? words.removeColumn(table, each) : [])),
    ...words.unpark(table, declared, away),
  ];
}

function has({ columns }: Declaration, name: string): boolean {
  return columns.some(({ column }) => column.name === name);
}

/**
 * Columns that have to be put behind all others, one after the other, to reach an order: all but the longest beginning
 * of it that already stands in its order.
 */
export function columnsToMove(present: readonly string[], order: readonly string[]): readonly string[] {
  let from = 0;
  let staying = 0;
  for (const wanted of order) {
    const at = present.indexOf(wanted, from);
    if (at < 0) break;
    from = at + 1;
    staying += 1;
  }
  return order.slice(staying);
}
