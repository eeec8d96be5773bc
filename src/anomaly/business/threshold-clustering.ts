import { Type } from '@sinclair/typebox';
import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import { FaultlineError } from '../../model/errors.ts';
import { formatTable } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { differsFromTails, drawnFromTails } from '../drawn-from-tails.ts';
import { lastBucket } from '../last-bucket.ts';
import { holds, numberRange, outOfRange } from '../number-range.ts';
import { finite, notNumeric } from '../numeric-column.ts';
import { firstAbove, mirrorImage, scaleFor, tailFrom, type Tail } from '../outlying-tail.ts';
import { parameters } from '../parameters.ts';
import { statistic } from '../statistic.ts';

type Context = RowContext<{ readonly limit?: number }>;

export default defineUpdate({
  id: 'threshold-clustering',
  category: 'business',
  title: 'Clustering below a threshold',
  description: 'Numbers pile up just under a limit, nearer to it than chance would put them.',
  inProduction:
    'Expenses of 4,990 where 5,000 need a second signature, transfers below the amount that has to be reported, meter ' +
    'readings just under a tariff. Sums and averages are as ever; only first digits and a histogram show the pile.',
  caughtBy: [
    'Great Expectations expect_column_distribution_to_match_benfords_law (experimental)',
    'Evidently numerical drift (Jensen-Shannon distance)',
    'Soda distribution check',
    'dbt singular test on the share of values just below the limit',
  ],
  placebo: {
    description: 'One value in a thousand lies there, as by chance in any column.',
    volume: { percent: '0.1' },
  },
  fit: { 'mostly above 0': 0.5 },
  parameters: parameters({
    limit: Type.Optional(
      Type.Number({
        description:
          'The limit that the values stay under. Where it is left out, the first of 1, 2, 5, 10, 20, 50, … that three quarters of the values do not exceed.',
        exclusiveMinimum: 0,
      }),
    ),
  }),
  volume: { default: { percent: '2' }, meaning: 'Share of the rows with a number that get one just under the limit.' },
  amplitude: {
    unit: 'percent',
    default: '2',
    min: '0.01',
    max: '50',
    meaning: 'How far below the limit the numbers lie at most, in percent of it.',
  },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey: ({ column, before }) => ({ q3: { quantile: 0.75, of: finite(before, column) } }),
  check(context) {
    const { table, column } = context;
    const q3 = statistic(context.statistics, 'q3');
    if (q3 === undefined) return;
    const limit = limitOf(context, q3);
    const subject = `${formatTable(table.name)}.${column.name}`;
    if (limit === undefined)
      throw new FaultlineError('UNSUITABLE_COLUMN', `three quarters of ${subject} are not above 0: it has no limit`, {
        hint: 'Choose a column of amounts, or state the limit by with.limit.',
      });
    const { start } = tailBelow(context, limit);
    if (start.lte(0))
      throw new FaultlineError(
        'UNSUITABLE_COLUMN',
        `${subject} (${column.type}) has no number between 0 and ${limit.toFixed()}`,
        {
          hint: 'State a higher limit by with.limit.',
        },
      );
    const range = numberRange(column);
    if (range && !holds(range, start))
      throw outOfRange(table, column, range, start, 'State a lower limit by with.limit.');
  },
  after(context) {
    const tails = tailsOf(context);
    return tails.length === 0 ? context.before : drawnFromTails(context, tails);
  },
  differs(context) {
    const tails = tailsOf(context);
    return tails.length === 0 ? sql`1 = 0` : differsFromTails(context, tails);
  },
});

function tailsOf(context: Context): readonly Tail[] {
  const q3 = statistic(context.statistics, 'q3');
  const limit = q3 && limitOf(context, q3);
  return limit ? [tailBelow(context, limit)] : [];
}

/** The values under the limit, from the nearest one downwards. */
function tailBelow({ column, amplitude }: Context, limit: Big): Tail {
  const width = limit.times(new Big(amplitude).div(100));
  const scale = (column.kind === 'float' ? undefined : column.scale) ?? scaleFor(width);
  const start = firstAbove(limit.times(-1), scale);
  const stretch = width.plus(limit.times(-1)).minus(start);
  return mirrorImage(tailFrom(start, stretch.gt(0) ? stretch : new Big(0), scale));
}

/** The stated one, or the first round number from the third quartile on; undefined where that is not above 0. */
function limitOf({ with: { limit } }: Context, q3: Big): Big | undefined {
  if (limit !== undefined) return new Big(limit);
  if (q3.lte(0)) return undefined;
  const round = ['1', '2', '5', '10'].map((digit) => new Big(digit).times(`1e${q3.e}`));
  return round.find((each) => each.gte(q3));
}
