import { defineAlter } from '../define.ts';
import { columnBeside, columnBesidePlacebo } from '../column-beside.ts';
import { parameters } from '../parameters.ts';
import { unalterable } from '../unalterable.ts';

export default defineAlter({
  id: 'column-dropped',
  category: 'pipeline',
  title: 'Dropped column',
  description: 'A column is gone, with its values, its indexes and its constraints; a snapshot keeps all of them.',
  inProduction:
    'Somebody takes a column for unused, or a source stops sending a field and the sync drops it. Queries that name ' +
    'it fail; loads that forgive a missing column fill it with NULL.',
  caughtBy: [
    'Elementary schema_changes',
    'Soda schema check',
    'Great Expectations expect_column_to_exist',
    'Monte Carlo schema changes',
    'dbt model contracts',
  ],
  placebo: columnBesidePlacebo,
  fit: { any: 0.14 },
  parameters: parameters({}),
  metric: 'rows',
  keepsValues: true,
  reads: 'columns',
  unsuitable(column, table) {
    if (table.columns.filter((each) => !each.isComputed).length < 2) return 'is the only one of its table';
    return unalterable('drop column', column, table);
  },
  nearMiss: columnBeside,
  alteration: ({ column, declaration }) => ({
    change: 'drop column',
    declared: declaration.columns.find((each) => each.column.name === column.name)!,
  }),
});
