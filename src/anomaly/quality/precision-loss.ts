import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { extremesOf, surveyExtremes } from '../extremes.ts';
import { lastBucket } from '../last-bucket.ts';
import { holds, numberRange, outOfRange } from '../number-range.ts';
import { notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';

/** From here on a double has no digits behind the point. */
const wholeDoubles = new Big(2).pow(52);

export default defineUpdate({
  id: 'precision-loss',
  category: 'quality',
  title: 'Loss of precision',
  description: 'Numbers are rounded: digits that they had are gone.',
  inProduction:
    'A field is cast to a whole number on its way, a display format gets into an export, a column is created anew with a ' +
    'smaller scale. Each value is nearly right, sums still agree roughly, and what depends on cents no longer adds up.',
  caughtBy: [
    'Great Expectations expect_column_values_number_of_decimal_places_to_equal (experimental)',
    'Evidently numerical drift',
    'Monte Carlo distinct count',
    'Great Expectations expect_column_unique_value_count_to_be_between',
    'dbt equality against the source (dbt_utils)',
  ],
  placebo: {
    description: 'One value in two hundred is a round number: people estimate.',
    volume: { percent: '0.5' },
    amplitude: '0',
  },
  fit: { 'digits behind the point': 0.55 },
  parameters: parameters({}),
  volume: { default: { percent: '100' }, meaning: 'Share of the numbers with more digits that are rounded.' },
  amplitude: {
    unit: 'digits',
    default: '0',
    min: '-9',
    max: '9',
    meaning: 'Digits behind the point that are left; negative rounds to tens, hundreds and so on.',
  },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: (column) =>
    notNumeric(column) ?? (hasFraction(column) ? undefined : `has no digits behind the point (${column.type})`),
  survey: surveyExtremes,
  check(context) {
    const { table, column, amplitude } = context;
    const [extremes, range] = [extremesOf(context.statistics), numberRange(column)];
    if (!extremes || !range) return;
    const ends = [extremes.min, extremes.max].map((end) => end.round(Number(amplitude), 1));
    const beyond = ends.find((end) => !holds(range, end));
    if (beyond) throw outOfRange(table, column, range, beyond, 'Raise the amplitude, so that more digits are left.');
  },
  after(context) {
    const { dialect, column, before, amplitude } = context;
    if (column.kind === 'float') return roundedDouble(context);
    const rounded = dialect.round(before, Number(amplitude));
    return sql`case when ${rounded} = ${before} then ${before} else ${rounded} end`;
  },
});

/** Half away from zero by multiplication, floor and division, which are exact or rounded alike on every engine. */
function roundedDouble({ dialect, column, before, amplitude, bind }: RowContext): Sql {
  const digits = Number(amplitude);
  const number = (value: Big) => dialect.number(value.toFixed(), column);
  const unit = number(new Big(`1e${Math.abs(digits)}`));
  const [scaled, back] = digits < 0 ? [sql`/ ${unit}`, sql`* ${unit}`] : [sql`* ${unit}`, sql`/ ${unit}`];
  const most = number(wholeDoubles.div(new Big(`1e${digits}`)).round(0, 0));
  const rounded = (size: Sql) => sql`(floor(${size} ${scaled} + ${number(new Big('0.5'))}) ${back})`;
  const zero = number(new Big(0));
  const near = bind(
    sql`case when ${before} < ${zero} then ${zero} - ${rounded(sql`(-${before})`)} else ${rounded(before)} end`,
  );
  return sql`case when ${before} <= ${zero} - ${most} or ${before} >= ${most} or ${before} = ${near} then ${before} else ${near} end`;
}

function hasFraction({ kind, scale }: Column): boolean {
  return kind === 'float' || scale === undefined || scale > 0;
}
