import { Type } from '@sinclair/typebox';
import type { ColumnContext } from '../../model/anomaly-context.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, Table } from '../../model/table.ts';
import { join, sql } from '../../sql/sql.ts';
import { changedByShare, factors } from '../changed-by-share.ts';
import { defineUpdate } from '../define.ts';
import { extremesOf, surveyExtremes } from '../extremes.ts';
import { lastBucket } from '../last-bucket.ts';
import { notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';
import { refuseBeyondRange } from '../refuse-beyond-range.ts';

export default defineUpdate({
  id: 'total-mismatch',
  category: 'quality',
  title: 'Total that does not add up',
  description: 'Parts no longer add up to their total, which is too high or too low by the same share.',
  inProduction:
    'A line is cancelled and the total is not reckoned again, tax is in one of them only, two services round in their ' +
    'own way. Each column by itself is of a usual size; only a sum over the parts tells.',
  caughtBy: [
    'dbt expression_is_true (dbt_utils)',
    'Great Expectations expect_multicolumn_sum_to_equal',
    'Soda failed rows checks',
  ],
  placebo: {
    description: 'Off by a hundredth of a percent, as after rounding every part by itself.',
    amplitude: '0.01',
  },
  fit: { total: 1, product: 0.9 },
  parameters: parameters({
    parts: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        description:
          'The columns that add up to the column of the step, which then misses their sum. Without it the total misses itself.',
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
      }),
    ),
  }),
  others: { parts: { changes: false, relation: 'sum of', unsuitable: notAddable } },
  volume: {
    default: { percent: '2' },
    meaning: 'Share of the rows with a total other than 0 that does not add up then.',
  },
  amplitude: {
    unit: 'percent',
    default: '10',
    min: '0.01',
    max: '100',
    meaning: 'By how much the total is too high or too low, relative to what it should be.',
  },
  window: lastBucket,
  metric: 'mean',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey: (context) => surveyExtremes({ ...context, before: sumOf(context) }),
  check(context) {
    const extremes = extremesOf(context.statistics);
    if (extremes === undefined) return;
    refuseBeyondRange(context, (amplitude) =>
      factors(amplitude).flatMap((factor) => [extremes.min.times(factor), extremes.max.times(factor)]),
    );
  },
  after(context) {
    const { before } = context;
    if (context.others('parts').length === 0) return changedByShare(context, before);
    const sum = context.bind(sumOf(context));
    return sql`case when ${sum} is null or ${before} is null then ${before} else ${changedByShare(context, sum)} end`;
  },
});

/** What the total should be: the sum of the parts, NULL where one is missing; without parts what it is. */
function sumOf({ dialect, column, before, others }: ColumnContext): Sql {
  const parts = others('parts').map(({ value }) =>
    column.kind === 'float' ? dialect.cast(value, column.storage) : value,
  );
  return parts.length === 0 ? before : sql`(${join(parts, sql` + `)})`;
}

function notAddable(column: Column, _: Table, total: Column): string | undefined {
  if (column.kind === 'float' && total.kind !== 'float') return `is not as exact as ${total.name} (${column.type})`;
  return notNumeric(column);
}
