import { Type } from '@sinclair/typebox';
import type { RowContext } from '../../model/anomaly-context.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable, type ColumnKind } from '../../model/table.ts';
import { join, sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';
import { statisticList } from '../statistic.ts';

type Label = string | number | boolean;
type Context = RowContext<{ readonly labels?: readonly Label[]; readonly into?: Label }>;

const kinds: readonly ColumnKind[] = ['text', 'enum', 'boolean', 'integer'];

/** Labels that become one where the step does not say which. */
const mostByDefault = 20;

export default defineUpdate({
  id: 'category-collapse',
  category: 'quality',
  title: 'Collapsed categories',
  description: 'Several labels of a column become one: what was told apart no longer is.',
  inProduction:
    'A new mapping knows only some of the codes and puts the rest into its default, a migration merges regions, a lower grain ' +
    'is sent than before. No value is wrong by itself; a few labels are gone and another one is suddenly large.',
  caughtBy: [
    'Elementary dimension_anomalies',
    'Evidently categorical drift (Jensen-Shannon distance)',
    'Great Expectations expect_column_unique_value_count_to_be_between',
    'Soda distribution_difference',
    'Monte Carlo relative row count',
  ],
  placebo: {
    description: 'One row in two hundred falls into the one label: shares of labels move more than that by themselves.',
    volume: { percent: '0.5' },
  },
  fit: { category: 0.8 },
  parameters: parameters({
    labels: Type.Optional(
      Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        description: `The labels that become one. Without it the first half of all in the order of their bytes, at least two and at most ${mostByDefault}.`,
        minItems: 1,
        maxItems: 200,
        uniqueItems: true,
      }),
    ),
    into: Type.Optional(
      Type.Union([Type.String(), Type.Number(), Type.Boolean()], {
        description: 'The label that they become, one that the column holds. Without it the first of them.',
      }),
    ),
  }),
  volume: { default: { percent: '100' }, meaning: 'Share of the rows of the other labels that get the one.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: false,
  categories: { most: 1000 },
  unsuitable: (column) => (kinds.includes(column.kind) ? undefined : `is not a category (${column.type})`),
  check(context) {
    const { table, column } = context;
    const known = statisticList(context.statistics, 'labels');
    if (known.length === 0) return;
    const place = `${formatTable(table.name)}.${column.name}`;
    const { into, merged } = mergerOf(context);
    const unknown = [into, ...merged].find((label) => !known.includes(label));
    if (unknown !== undefined)
      throw new FaultlineError('INVALID_VALUE', `${place} has no label "${unknown}"`, {
        hint: 'Write labels of it, in their case. They are data and not shown here: select them from the table.',
      });
    if (merged.length > 0) return;
    const hint = "Name another one in with.into, choose another column, or widen the step's where.";
    throw new FaultlineError('UNSUITABLE_COLUMN', `${place} has no other label that could become "${into}"`, { hint });
  },
  after(context) {
    const { dialect, column, before } = context;
    if (statisticList(context.statistics, 'labels').length === 0) return before;
    const { into, merged } = mergerOf(context);
    if (merged.length === 0) return before;
    return sql`case when ${isOneOf(context, merged)} then ${dialect.fromText(dialect.textLiteral(into), column)} else ${before} end`;
  },
  differs(context) {
    const merged = statisticList(context.statistics, 'labels').length === 0 ? [] : mergerOf(context).merged;
    return merged.length === 0 ? sql`1 = 0` : isOneOf(context, merged);
  },
});

/** The label that stays, and those that become it. */
function mergerOf({ statistics, with: { labels, into } }: Context): {
  readonly into: string;
  readonly merged: readonly string[];
} {
  const known = statisticList(statistics, 'labels');
  const half = Math.min(Math.max(2, Math.ceil(known.length / 2)), mostByDefault);
  const together = labels?.map(String) ?? known.slice(0, half);
  const kept = into === undefined ? (together[0] ?? '') : String(into);
  return { into: kept, merged: together.filter((label) => label !== kept) };
}

function isOneOf({ dialect, column, before }: Context, labels: readonly string[]): Sql {
  return join(
    labels.map((label) => dialect.same(before, dialect.fromText(dialect.textLiteral(label), column), column)),
    sql` or `,
  );
}
