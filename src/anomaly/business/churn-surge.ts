import { FaultlineError } from '../../model/errors.ts';
import type { RowContext } from '../../model/anomaly-context.ts';
import { Big } from 'big.js';
import { formatTable } from '../../model/table.ts';
import { join, sql } from '../../sql/sql.ts';
import { defineDelete } from '../define.ts';
import { parameters } from '../parameters.ts';
import { isLabel, notCategory } from '../segment.ts';
import { statisticList } from '../statistic.ts';

/** Draws beyond this many are seldom the same for two entities. */
const draws = 2 ** 31;

export default defineDelete({
  id: 'churn-surge',
  category: 'business',
  title: 'Surge of churn',
  description:
    'Some customers, devices or shops stop: from a point in time on none of their rows is there, while the others go on as ever. Rows that other tables refer to stay.',
  inProduction:
    'A tenant whose token expires, meters behind a dead gateway, customers who leave for a competitor. Each day is a little smaller; ' +
    'who is missing shows only when entities are counted.',
  caughtBy: [
    'dbt singular test on the number of active customers',
    'Elementary dimension_anomalies',
    'Monte Carlo field health: unique count',
    'Soda anomaly detection on distinct',
  ],
  placebo: {
    description: 'One in a hundred stops, as some always do.',
    volume: { percent: '1' },
  },
  fit: { entity: 0.95, 'many labels': 0.5 },
  parameters: parameters({}),
  volume: {
    default: { percent: '20' },
    meaning: 'How many of the different values of the column stop: a share of them, or a number.',
  },
  amplitude: {
    unit: 'buckets',
    default: '7',
    min: '1',
    max: '1000',
    meaning: 'For how many buckets, up to the last completed one, they have been gone; they do not come back after it.',
  },
  window: { default: { amount: 7, unit: 'bucket' }, needsTime: true, isOpen: true },
  metric: 'distinct',
  categories: { most: 2000 },
  subject: { unsuitable: notCategory },
  check(context) {
    const { table, column } = context;
    if (statisticList(context.statistics, 'labels').length === 0) return;
    if (leaversOf(context).length > 0) return;
    throw new FaultlineError(
      'UNSUITABLE_COLUMN',
      `${formatTable(table.name)}.${column.name} has too few values: the volume rounds to none of them`,
      { hint: 'Raise the volume, or choose a column of customers, devices or the like.' },
    );
  },
  eligible(context) {
    const leavers = leaversOf(context).map((label) =>
      isLabel(context, { column: context.column, value: context.before }, label),
    );
    return leavers.length === 0 ? sql`1 = 0` : sql`(${join(leavers, sql` or `)})`;
  },
  quotas: (_, eligible) => eligible,
});

/** The entities with the lowest draws: exactly as many as the volume says. */
function leaversOf({ statistics, step: { volume }, drawFor }: RowContext): readonly string[] {
  const labels = statisticList(statistics, 'labels');
  const count =
    'rows' in volume ? volume.rows : Number(new Big(volume.percent).times(labels.length).div(100).round(0).toFixed());
  return labels
    .map((label) => ({ label, draw: drawFor('entity', label, draws) }))
    .toSorted((left, right) => left.draw - right.draw)
    .slice(0, count)
    .map(({ label }) => label);
}
