import type { Label } from '../../../src/model/run.ts';
import type { Broken, Rows } from './broken.ts';

type Difference = Pick<Label, 'key' | 'column' | 'before' | 'after'>;

/**
 * In what a table differs from what it was, as labels would say it: rows are paired by their key, else by their numbers, where
 * none is deleted.
 * @param table its name, and the column of its key where it has one that no step breaks
 */
export function differences(
  { clean, rows }: Broken,
  table: { readonly name: string; readonly key: string | undefined },
): readonly Difference[] {
  const keyed = (all: Rows) =>
    new Map(all.map((row, index) => [table.key === undefined ? String(index) : row[table.key]!, row]));
  const [before, after] = [keyed(clean[table.name]!), keyed(rows[table.name]!)];
  const whole = (key: string, row: Rows[number]) =>
    JSON.stringify(table.key === undefined ? { row: key, ...row } : row);
  const found = [...new Set([...before.keys(), ...after.keys()])].flatMap((key): Difference[] => {
    const [was, is] = [before.get(key), after.get(key)];
    if (was === undefined) return [{ key, column: null, before: null, after: whole(key, is!) }];
    if (is === undefined) return [{ key, column: null, before: whole(key, was), after: null }];
    return Object.keys(was).flatMap((column) =>
      was[column] === is[column] ? [] : [{ key, column, before: was[column]!, after: is[column]! }],
    );
  });
  return found;
}

/** By key and column, since labels come in the order of the key's type. */
export function sorted(differences: readonly Difference[]): readonly Difference[] {
  const text = ({ key, column }: Difference) => `${key} ${column ?? ''}`;
  return differences.toSorted((left, right) => (text(left) < text(right) ? -1 : 1));
}
