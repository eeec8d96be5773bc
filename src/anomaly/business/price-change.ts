import { Type } from '@sinclair/typebox';
import { Big } from 'big.js';
import type { ColumnValue, RowContext } from '../../model/anomaly-context.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { factorAtStrength, factorsAtStrength } from '../factor-at-strength.ts';
import { keptNumber } from '../kept-number.ts';
import { finite, notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';
import { refuseBeyondRange } from '../refuse-beyond-range.ts';
import { statistic } from '../statistic.ts';

type Context = RowContext<{ readonly quantity?: string; readonly total?: string }>;

const numericColumn = { changes: false, unsuitable: notNumeric };

export default defineUpdate({
  id: 'price-change',
  category: 'business',
  title: 'Change of prices',
  description:
    'Every price is higher, or lower, by the same share, and the total of each row is reckoned anew from it: rows stay consistent in themselves.',
  inProduction:
    'A tax that is added twice, an old price list after a deployment, a rebate for everybody. Checks of one row (quantity times price is ' +
    'the total) pass; only averages and sums know what things cost yesterday.',
  caughtBy: [
    'Elementary column_anomalies on average',
    'Monte Carlo field health: mean and sum',
    'Soda anomaly detection on avg',
    'Great Expectations expect_column_mean_to_be_between',
  ],
  placebo: {
    description: 'One percent: what prices rise by in a quiet quarter.',
    amplitude: '1',
  },
  fit: { factor: 0.98 },
  parameters: parameters({
    quantity: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'The column that a price is multiplied by; without it a total changes by the same share as its price.',
      }),
    ),
    total: Type.Optional(Type.String({ minLength: 1, description: 'The column of totals, which are reckoned anew.' })),
  }),
  others: {
    quantity: { ...numericColumn, relation: 'factor beside' },
    total: { ...numericColumn, changes: true, relation: 'factor of' },
  },
  volume: { default: { percent: '100' }, meaning: 'Share of the rows with a price that get another one.' },
  amplitude: {
    unit: 'percent',
    default: '15',
    min: '-100',
    max: '1000',
    meaning: 'How much higher the prices are, relative to themselves; negative makes them lower.',
  },
  window: { default: { amount: 7, unit: 'bucket' }, needsTime: true },
  shape: 'step',
  metric: 'mean',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey(context) {
    const { column, before } = context;
    const [price, quantity, total] = [finite(before, column), context.other('quantity'), context.other('total')];
    const product =
      total && quantity
        ? sql`${price} * ${finite(quantity.value, quantity.column)}`
        : total && finite(total.value, total.column);
    return {
      min: sql`min(${price})`,
      max: sql`max(${price})`,
      ...(product && { least: sql`min(${product})`, most: sql`max(${product})` }),
    };
  },
  check(context) {
    const total = context.other('total');
    const at = (figures: readonly string[]) => (amplitude: Big) =>
      figures.flatMap((figure) =>
        factorsAtStrength(context, amplitude.div(100)).flatMap(
          (factor) => statistic(context.statistics, figure)?.times(factor) ?? [],
        ),
      );
    refuseBeyondRange(context, at(['min', 'max']));
    if (total) refuseBeyondRange({ ...context, column: total.column }, at(['least', 'most']));
  },
  after: (context) => priceOf(context),
  alongside(context) {
    const total = context.other('total');
    return total === undefined ? {} : { total: totalOf(context, total) };
  },
});

function priceOf(context: Context): Sql {
  const factor = factorAtStrength(context, new Big(context.amplitude).div(100));
  return keptNumber(context, sql`${context.before} * ${factor}`);
}

/** Quantity times the new price, or the old total by the same share. */
function totalOf(context: Context, { column, value }: ColumnValue): Sql {
  const quantity = context.other('quantity');
  const factor = factorAtStrength({ ...context, column }, new Big(context.amplitude).div(100));
  const total = quantity ? sql`${quantity.value} * (${priceOf(context)})` : sql`${value} * ${factor}`;
  const kept = keptNumber({ ...context, column, before: value }, total);
  return sql`case when ${value} is not null then ${kept} end`;
}
