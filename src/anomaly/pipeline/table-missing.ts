import { Type } from '@sinclair/typebox';
import { FaultlineError } from '../../model/errors.ts';
import { formatTable } from '../../model/table.ts';
import { defineTableAlter } from '../define.ts';
import { assertName, isTaken, successor } from '../new-name.ts';
import { columnBeside, columnBesidePlacebo } from '../column-beside.ts';
import { parameters } from '../parameters.ts';

export default defineTableAlter({
  id: 'table-missing',
  category: 'pipeline',
  title: 'Missing table',
  description: 'The table is renamed away: under its own name there is none.',
  inProduction:
    'A deployment renames or moves a table, a job that drops and makes it anew dies in between, or the account has lost ' +
    'its rights. Whoever reads the table fails at once, and what depends on it goes stale.',
  caughtBy: ['an error of every run that reads it', 'Elementary schema_changes', 'Monte Carlo deleted tables'],
  placebo: columnBesidePlacebo,
  fit: { rows: 0.35 },
  parameters: parameters({
    to: Type.Optional(
      Type.String({
        description:
          'The name in the meantime. Default: its own followed by _v2, or the first of _v3, _v4, … that is free.',
        minLength: 1,
      }),
    ),
  }),
  metric: 'rows',
  takesTable: true,
  reads: 'readers',
  nearMiss: columnBeside,
  alteration({ dialect, table, step, tables, with: { to: wanted } }) {
    const { name } = table.name;
    const to = wanted ?? successor(dialect, name, tables);
    assertName(step, dialect, 'table', to);
    if (
      to === name ||
      isTaken(
        tables.filter((each) => each !== name),
        to,
      )
    ) {
      throw new FaultlineError('INVALID_VALUE', `there is already a table "${to}" beside ${formatTable(table.name)}`, {
        hint: `Choose another name, such as ${successor(dialect, name, tables)}.`,
      });
    }
    return { change: 'rename table', from: name, to };
  },
});
