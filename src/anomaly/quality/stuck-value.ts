import { Type } from '@sinclair/typebox';
import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { holds, numberRange, outOfRange } from '../number-range.ts';
import { finite, notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';
import { statistic } from '../statistic.ts';

type Context = RowContext<{ readonly value?: number }>;

export default defineUpdate({
  id: 'stuck-value',
  category: 'quality',
  title: 'Stuck value',
  description: 'For a while a column has one and the same value in every row.',
  inProduction:
    'A sensor freezes and repeats its last reading, a cache is never refreshed, an exchange rate is no longer fetched. ' +
    'The value is a plausible one, nothing is missing, and only the lack of any movement gives it away.',
  caughtBy: [
    'Elementary standard_deviation',
    'Monte Carlo standard deviation and distinct count',
    'Great Expectations expect_column_unique_value_count_to_be_between',
    'Soda anomaly detection on stddev',
  ],
  placebo: {
    description: 'One value in fifty is the usual one: many columns have a value that comes again and again.',
    volume: { percent: '2' },
  },
  fit: { measure: 0.6, any: 0.2 },
  parameters: parameters({
    value: Type.Optional(
      Type.Number({ description: 'The value at which the column is stuck; where it is left out, the median so far.' }),
    ),
  }),
  volume: { default: { percent: '100' }, meaning: 'Share of the numbers that become the one value.' },
  window: { default: { amount: 3, unit: 'bucket' }, needsTime: true },
  metric: 'sd',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey: ({ column, before }) => ({ median: { quantile: 0.5, of: finite(before, column) } }),
  check(context) {
    const { table, column } = context;
    const [value, range] = [valueOf(context), numberRange(column)];
    if (value && range && !holds(range, value))
      throw outOfRange(table, column, range, value, 'Choose another value for with.value.');
  },
  after(context) {
    const value = valueOf(context);
    return value ? context.dialect.number(value.toFixed(), context.column) : context.before;
  },
  differs(context) {
    const value = valueOf(context);
    return value ? sql`${context.before} <> ${context.dialect.number(value.toFixed(), context.column)}` : sql`1 = 0`;
  },
});

/** As the column keeps it; undefined where no value is stated and the baseline holds none. */
function valueOf({ statistics, column, with: { value } }: Context): Big | undefined {
  const chosen = value === undefined ? statistic(statistics, 'median') : new Big(value);
  return column.kind === 'float' || column.scale === undefined ? chosen : chosen?.round(column.scale, 1);
}
