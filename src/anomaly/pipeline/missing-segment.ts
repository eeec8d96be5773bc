import { Type } from '@sinclair/typebox';
import type { RowContext } from '../../model/anomaly-context.ts';
import { FaultlineError } from '../../model/errors.ts';
import { formatTable, type ColumnKind } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { defineDelete } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';
import { statisticList } from '../statistic.ts';

type Context = RowContext<{ readonly segment?: string | number | boolean }>;

const kinds: readonly ColumnKind[] = ['text', 'enum', 'boolean', 'integer'];

/** Draws of the row whose label is taken are as fine as this. */
const finest = 2 ** 31 - 1;

export default defineDelete({
  id: 'missing-segment',
  category: 'pipeline',
  title: 'Missing segment',
  description:
    'Rows of one label stop coming, one country or one product, while all others do. Rows that other tables refer to stay.',
  inProduction:
    'One of many sources is switched off, a shard is not read, a filter loses a value. The number of rows falls by less ' +
    'than it does on a holiday; only who counts by label sees that one of them is gone.',
  caughtBy: [
    'Elementary dimension_anomalies',
    'Monte Carlo relative row count',
    'Soda group by checks of row_count',
    'Great Expectations expect_column_distinct_values_to_contain_set',
  ],
  placebo: {
    description: 'Two in a hundred of its rows are missing: less than the share of a label changes by itself.',
    volume: { percent: '2' },
  },
  fit: { category: 0.9 },
  parameters: parameters({
    segment: Type.Optional(
      Type.Union([Type.String(), Type.Number(), Type.Boolean()], {
        description: 'The label that is missing. Without it the label of a drawn row: the more rows, the likelier.',
      }),
    ),
  }),
  volume: { default: { percent: '100' }, meaning: 'Share of the rows of the label that are gone.' },
  window: lastBucket,
  metric: 'rows',
  categories: { most: 1000, withCounts: true },
  subject: {
    unsuitable: (column) => (kinds.includes(column.kind) ? undefined : `is not a category (${column.type})`),
  },
  check(context) {
    const { table, column, statistics } = context;
    const { segment } = context.with;
    const labels = statisticList(statistics, 'labels');
    if (segment === undefined || labels.length === 0 || labels.includes(String(segment))) return;
    const place = `${formatTable(table.name)}.${column.name}`;
    throw new FaultlineError('INVALID_VALUE', `${place} has no label "${segment}"`, {
      hint: 'Write one of its labels, in their case. They are data and not shown here: select them from the table.',
    });
  },
  eligible(context) {
    const { dialect, column, before } = context;
    const segment = segmentOf(context);
    if (segment === undefined) return sql`1 = 0`;
    return dialect.same(before, dialect.fromText(dialect.textLiteral(segment), column), column);
  },
});

/** The label that goes; undefined where the column has none. */
function segmentOf(context: Context): string | undefined {
  const { segment } = context.with;
  if (segment !== undefined) return String(segment);
  const labels = statisticList(context.statistics, 'labels');
  const counts = statisticList(context.statistics, 'counts').map(BigInt);
  const total = counts.reduce((sum, count) => sum + count, 0n);
  const row = (BigInt(context.drawFor('segment', '', finest)) * total) / BigInt(finest);
  let passed = 0n;
  return labels.find((_, index) => row < (passed += counts[index]!));
}
