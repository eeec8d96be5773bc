import { Type } from '@sinclair/typebox';
import type { RowContext } from '../../model/anomaly-context.ts';
import { FaultlineError } from '../../model/errors.ts';
import { formatTable, type Column } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';
import { sentinelMisfit, sentinelText } from '../sentinel.ts';

type Context = RowContext<{ readonly sentinel?: string | number }>;

/** What stands for a missing value where the step does not say. */
const usual: Readonly<Partial<Record<Column['kind'], string>>> = {
  text: 'N/A',
  integer: '-999',
  decimal: '-999',
  float: '-999',
  date: '1900-01-01',
  timestamp: '1900-01-01',
  timestamptz: '1900-01-01',
};

export default defineUpdate({
  id: 'disguised-missing',
  category: 'quality',
  title: 'Disguised missing value',
  description:
    'A value that stands for "not known" replaces real ones: N/A in a text, -999 in a number, 1900-01-01 in a date.',
  inProduction:
    'A source may not send NULL, a form insists on an answer, a sensor writes its error code, a legacy system its first day. ' +
    'Checks for NULL pass, while averages sink and the year 1900 has more customers than any other.',
  caughtBy: [
    'dbt accepted_values',
    'Soda missing_percent with missing values',
    'Great Expectations expect_column_values_to_not_be_in_set',
    'Monte Carlo null keyword rate, minimum and mean',
    'Elementary column_anomalies on min and average',
  ],
  placebo: {
    description:
      'One sentinel in a thousand values, spread over all of time: what old rows of a long-lived table have.',
    volume: { percent: '0.1' },
    during: 'all',
  },
  fit: { room: 0.45 },
  parameters: parameters({
    sentinel: Type.Optional(
      Type.Union([Type.String({ minLength: 1 }), Type.Number()], {
        description:
          'The value that stands for a missing one, as the column writes it. Without it N/A in a text, -999 in a number, ' +
          '1900-01-01 in a date or timestamp.',
      }),
    ),
  }),
  volume: { default: { percent: '5' }, meaning: 'Share of the values that the sentinel replaces.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: (column) =>
    column.kind in usual ? undefined : `is not text, a number, a date or a timestamp (${column.type})`,
  check(context) {
    const { table, column, step } = context;
    const sentinel = sentinelOf(context);
    const misfit = sentinelMisfit(column, sentinel);
    if (misfit === undefined) return;
    const message = `step ${step.id}: ${sentinel} ${misfit} ${formatTable(table.name)}.${column.name} (${column.type})`;
    throw new FaultlineError('VALUE_OUT_OF_RANGE', message, {
      hint: 'Write a value that the column holds: with: {sentinel: …}.',
    });
  },
  after(context) {
    const { dialect, column, before } = context;
    return sql`case when ${before} is not null then ${dialect.fromText(dialect.textLiteral(sentinelOf(context)), column)} end`;
  },
});

function sentinelOf({ column, with: { sentinel } }: Context): string {
  return sentinelText(column, sentinel ?? usual[column.kind] ?? '');
}
