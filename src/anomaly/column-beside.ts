import type { Alteration } from '../model/alteration.ts';
import type { AlterContext } from '../model/anomaly-context.ts';
import type { Placebo } from '../model/anomaly.ts';
import { successor } from './new-name.ts';
import { columnOfType } from './portable-type.ts';

/** The near miss of whatever takes a name away from readers: they find all names that they know, and one more. */
export const columnBesidePlacebo: Placebo = {
  description:
    'A new column without values beside the old ones, which leaves every query that names its columns as it was.',
};

/** What a placebo does in place of taking a name away. */
export function columnBeside({ dialect, table, column }: AlterContext<object>): Alteration {
  const taken = table.columns.map((each) => each.name);
  const title = successor(dialect, column?.name ?? 'extra', taken);
  return {
    change: 'add column',
    column: columnOfType(dialect, 'text', { name: title, ordinal: taken.length + 1, isNullable: true }),
    value: null,
  };
}
