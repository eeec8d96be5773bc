import { Type } from '@sinclair/typebox';
import type { ColumnContext, RowContext } from '../../model/anomaly-context.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { extremesOf, surveyExtremes } from '../extremes.ts';
import { lastBucket } from '../last-bucket.ts';
import { holds, numberRange, outOfRange } from '../number-range.ts';
import { notNumeric } from '../numeric-column.ts';
import { choice, parameters } from '../parameters.ts';

type Context = RowContext<{ readonly longitude: string; readonly method: 'swap' | 'zero' }>;

export default defineUpdate({
  id: 'geo-swap',
  category: 'quality',
  title: 'Swapped coordinates',
  description: 'Latitude and longitude of a place trade their values, or both become 0.',
  inProduction:
    'Half of all formats write latitude first, the other half longitude, and nothing but a map shows the mistake: Paris ' +
    'lies off Somalia. A geocoder that finds nothing answers 0, 0, which is in the Gulf of Guinea.',
  caughtBy: [
    'Great Expectations expect_column_values_to_be_between',
    'Soda invalid_percent with valid min and valid max',
    'dbt accepted_range (dbt_utils)',
    'Elementary min and max',
  ],
  placebo: {
    description: 'One place in a thousand: what a map of any collection shows in the sea.',
    volume: { percent: '0.1' },
  },
  fit: { latitude: 1 },
  parameters: parameters({
    longitude: Type.String({
      minLength: 1,
      description: 'The column of the longitude; the column of the step is the latitude.',
    }),
    method: choice(['swap', 'zero'], {
      description: 'Trade the two values, or set both to 0.',
      default: 'swap',
    }),
  }),
  others: { longitude: { changes: true, relation: 'latitude of', unsuitable: notNumeric } },
  volume: { default: { percent: '2' }, meaning: 'Share of the rows with both coordinates that get wrong ones.' },
  window: lastBucket,
  metric: 'mean',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey(context) {
    const { min: least, max: most } = surveyExtremes(longitudeIn(context));
    return { ...surveyExtremes(context), least, most };
  },
  check(context) {
    const { table, column, statistics } = context;
    if (context.with.method === 'zero') return;
    const longitude = longitudeIn(context);
    const { least = null, most = null } = statistics;
    for (const [target, extremes] of [
      [column, extremesOf({ min: least, max: most })],
      [longitude.column, extremesOf(statistics)],
    ] as const) {
      const range = numberRange(target);
      const beyond = range && extremes && [extremes.min, extremes.max].find((end) => !holds(range, end));
      if (range && beyond) throw outOfRange(table, target, range, beyond, 'Set both to 0: with: {method: zero}.');
    }
  },
  after: (context) => misplaced(context, context, longitudeIn(context)),
  alongside: (context) => ({ longitude: misplaced(context, longitudeIn(context), context) }),
});

/** Where both coordinates are there: the value of the one instead of the other's. */
function misplaced(context: Context, own: ColumnContext, other: ColumnContext): Sql {
  const value = context.with.method === 'swap' ? other.before : context.dialect.number('0', own.column);
  return sql`case when ${own.before} is not null and ${other.before} is not null then ${value} else ${own.before} end`;
}

/** The context as it is for the other column. */
function longitudeIn(context: ColumnContext): ColumnContext {
  const { column, value } = context.other('longitude')!;
  return { ...context, column, before: value };
}
