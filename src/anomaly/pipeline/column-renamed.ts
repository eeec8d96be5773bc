import { Type } from '@sinclair/typebox';
import type { StepContext } from '../../model/anomaly.ts';
import { FaultlineError } from '../../model/errors.ts';
import { formatTable, type Column, type Table } from '../../model/table.ts';
import { defineAlter } from '../define.ts';
import { parameters } from '../parameters.ts';

type Context = StepContext<{ readonly to?: string }> & { readonly column: Column };

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
  placebo: {
    description: 'A new column beside the old ones, which leaves every query as it was.',
  },
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
  alteration(context) {
    const { column, table } = context;
    const to = context.with.to ?? successor(context);
    assertUsable(context, to);
    if (to === column.name || isTaken(table, column, to)) {
      const message = `${formatTable(table.name)} already has a column "${to}"`;
      throw new FaultlineError('INVALID_VALUE', message, {
        hint: `Choose another name, such as ${successor(context)}.`,
      });
    }
    return { change: 'rename column', from: column.name, to };
  },
});

function assertUsable({ dialect, step }: Context, to: string): void {
  if (to.trim() === '' || to.includes('\0')) {
    throw new FaultlineError('INVALID_VALUE', `step ${step.id}: "${to}" is no name for a column`);
  }
  if (size(to) <= dialect.maxIdentifierLength) return;
  const message = `step ${step.id}: the name "${to}" is longer than the ${dialect.maxIdentifierLength} bytes that ${dialect.product} keeps`;
  throw new FaultlineError('INVALID_VALUE', message, { hint: 'Choose a shorter name.' });
}

/** `total_v2`, or `total_v3` …, cut so that it is not too long. */
function successor({ dialect, table, column }: Context): string {
  for (let version = 2; ; version++) {
    const suffix = `_v${version}`;
    const stem = Array.from(column.name);
    while (size(stem.join('')) + suffix.length > dialect.maxIdentifierLength) stem.pop();
    const name = `${stem.join('')}${suffix}`;
    if (!isTaken(table, column, name)) return name;
  }
}

/** Names are compared without regard to case: some databases take two that differ in nothing else for one. */
function isTaken(table: Table, own: Column, name: string): boolean {
  return table.columns.some((other) => other !== own && other.name.toLowerCase() === name.toLowerCase());
}

/** In bytes: PostgreSQL counts these, and cuts what is longer without an error. */
function size(name: string): number {
  return Buffer.byteLength(name, 'utf8');
}
