import { Type } from '@sinclair/typebox';
import { FaultlineError } from '../../model/errors.ts';
import { formatTable } from '../../model/table.ts';
import { defineAlter } from '../define.ts';
import { parameters } from '../parameters.ts';

export default defineAlter({
  id: 'column-reordered',
  category: 'pipeline',
  title: 'Reordered columns',
  description: 'The table has the same columns in another order: one of them stands elsewhere.',
  inProduction:
    'A table is made anew from a query with its columns in another order, or a file comes with its columns swapped. ' +
    'Whoever goes by position writes values into the wrong columns, without an error where the types agree.',
  caughtBy: [
    'Great Expectations expect_table_columns_to_match_ordered_list',
    'Soda schema check with positions',
    'Monte Carlo schema changes',
  ],
  placebo: {
    description: 'Readers that name their columns notice nothing: the last two columns trade places.',
    with: { behind: 'next' },
  },
  fit: { 'not last': 0.12 },
  parameters: parameters({
    behind: Type.String({
      description:
        'Where it goes: `last` is behind all others, `next` behind the one that follows it, and everything else the name of a column.',
      minLength: 1,
      default: 'last',
    }),
  }),
  metric: 'rows',
  reads: 'columns',
  unsuitable(_column, table) {
    const blocker = table.renameBlocker ?? table.alterBlockers?.['reorder columns'];
    if (blocker !== undefined) return `cannot be put elsewhere: ${blocker}`;
    if (table.columns.length < 2) return 'is the only one of its table';
    return undefined;
  },
  alteration({ table, column, step, declaration, with: { behind } }) {
    const from = declaration.columns.map((each) => each.column.name);
    const others = from.filter((each) => each !== column.name);
    const named = others.indexOf(behind);
    const own = from.indexOf(column.name);
    if (named < 0 && behind !== 'last' && behind !== 'next') {
      throw new FaultlineError(
        'UNKNOWN_COLUMN',
        `step ${step.id}: ${formatTable(table.name)} has no other column "${behind}"`,
        {
          hint: 'Name one of its columns, or write last or next.',
        },
      );
    }
    const at = named >= 0 ? named + 1 : behind === 'next' ? own + 1 : others.length;
    const to = [...others.slice(0, at), column.name, ...others.slice(at)];
    if (to.join('\0') !== from.join('\0')) return { change: 'reorder columns', from, to };
    throw new FaultlineError(
      'INVALID_VALUE',
      `step ${step.id}: column "${column.name}" of ${formatTable(table.name)} stands there already`,
      { hint: 'Choose another column, or another place with `with: {behind: …}`.' },
    );
  },
});
