import { Type } from '@sinclair/typebox';
import { FaultlineError } from '../../model/errors.ts';
import type { RowContext } from '../../model/anomaly-context.ts';
import { formatTable } from '../../model/table.ts';
import { join, sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { labelsByFrequency } from '../known-labels.ts';
import { parameters } from '../parameters.ts';
import { isLabel, notCategory } from '../segment.ts';
import { relabelledRows, shareShift } from '../share-shift.ts';

type Context = RowContext<{ readonly top: number }>;

export default defineUpdate({
  ...shareShift,
  id: 'concentration-shift',
  category: 'business',
  title: 'Shift of concentration',
  description:
    'The largest few get more: rows of others count as theirs, so that their share rises by some points in each bucket of time. The ' +
    'number of rows stays as it was, as does every sum over all of them.',
  inProduction:
    'A merger of customer accounts, orders of small shops that come in through a wholesaler, a default account that collects what has ' +
    'no owner. Totals are right, no name is new, and the list of the largest customers is another one.',
  caughtBy: [
    'dbt singular test on the share of the largest customers',
    'Elementary dimension_anomalies',
    'Evidently categorical drift (Jensen-Shannon distance)',
    'Great Expectations expect_column_kl_divergence_to_be_less_than',
  ],
  placebo: {
    description: 'One point more: shares do that by themselves.',
    amplitude: '1',
  },
  fit: { entity: 0.6, 'many labels': 0.65 },
  parameters: parameters({
    top: Type.Integer({
      description: 'How many of the most frequent values get more.',
      minimum: 1,
      maximum: 100,
      default: 3,
    }),
  }),
  amplitude: {
    unit: 'points',
    default: '30',
    min: '0.1',
    max: '100',
    meaning: 'By how much the share of the largest rises in each bucket, in percentage points of all its rows.',
  },
  categories: { most: 1000, withCounts: true },
  unsuitable: notCategory,
  check(context) {
    const { table, column, with: parameter } = context;
    const known = labelsByFrequency(context).length;
    if (known === 0 || known > parameter.top) return;
    throw new FaultlineError(
      'UNSUITABLE_COLUMN',
      `${formatTable(table.name)}.${column.name} has ${known} values: none is left beside the largest ${parameter.top}`,
      { hint: 'Lower with.top, or choose another column.' },
    );
  },
  quotas: relabelledRows,
  after(context) {
    const { dialect, column, before } = context;
    const largest = largestOf(context);
    if (largest.length === 0) return before;
    const cases = largest.map(
      (label, index) =>
        sql`when ${dialect.integer(index)} then ${dialect.fromText(dialect.textLiteral(label), column)}`,
    );
    return sql`case ${context.bind(context.draw('value', largest.length))} ${join(cases, sql` `)} end`;
  },
  differs(context) {
    const { column, before } = context;
    const largest = largestOf(context);
    if (largest.length === 0) return sql`1 = 0`;
    const isLargest = largest.map((label) => isLabel(context, { column, value: before }, label));
    return sql`${before} is not null and not (${join(isLargest, sql` or `)})`;
  },
});

function largestOf(context: Context): readonly string[] {
  return labelsByFrequency(context).slice(0, context.with.top);
}
