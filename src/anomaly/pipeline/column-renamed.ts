import { Type } from '@sinclair/typebox';
import { FaultlineError } from '../../model/errors.ts';
import { formatTable } from '../../model/table.ts';
import { defineAlter } from '../define.ts';
import { assertName, isTaken, successor } from '../new-name.ts';
import { columnBeside, columnBesidePlacebo } from '../column-beside.ts';
import { parameters } from '../parameters.ts';

export default defineAlter({
  id: 'column-renamed',
  category: 'pipeline',
  title: 'Renamed column',
  description: 'A column keeps its values and gets another name.',
  inProduction:
    'The team upstream tidies up its model, or a tool puts its own name in front. Queries that name the column fail; ' +
    'loads that map columns by name and forgive a missing one fill it with NULL instead.',
  caughtBy: [
    'Elementary schema_changes',
    'Soda schema check',
    'Great Expectations expect_table_columns_to_match_set',
    'Monte Carlo schema changes',
    'dbt model contracts',
  ],
  placebo: columnBesidePlacebo,
  fit: { any: 0.15 },
  parameters: parameters({
    to: Type.Optional(
      Type.String({
        description: 'The new name. Default: the old one followed by _v2, or the first of _v3, _v4, … that is free.',
        minLength: 1,
      }),
    ),
  }),
  metric: 'rows',
  unsuitable: (_column, table) =>
    table.renameBlocker === undefined ? undefined : `cannot be renamed: ${table.renameBlocker}`,
  nearMiss: columnBeside,
  alteration({ dialect, table, column, step, with: { to: wanted } }) {
    const names = table.columns.map((each) => each.name);
    const to = wanted ?? successor(dialect, column.name, names);
    assertName(step, dialect, 'column', to);
    const others = names.filter((each) => each !== column.name);
    if (to === column.name || isTaken(others, to)) {
      throw new FaultlineError('INVALID_VALUE', `${formatTable(table.name)} already has a column "${to}"`, {
        hint: `Choose another name, such as ${successor(dialect, column.name, names)}.`,
      });
    }
    return { change: 'rename column', from: column.name, to };
  },
});
