import { changedByShare, factors } from '../changed-by-share.ts';
import { defineUpdate } from '../define.ts';
import { extremesOf, surveyExtremes } from '../extremes.ts';
import { notNumeric } from '../numeric-column.ts';
import { parameters } from '../parameters.ts';
import { refuseBeyondRange } from '../refuse-beyond-range.ts';

export default defineUpdate({
  id: 'history-rewrite',
  category: 'pipeline',
  title: 'Rewritten history',
  description: 'Numbers of buckets that were closed long ago change after the fact, each up or down by the same share.',
  inProduction:
    'A source restates its figures without a word, a backfill runs with the code of today, an update has lost its filter. ' +
    'What is new is right; reports of last month no longer say what they said.',
  caughtBy: [
    'Datafold data diff',
    'Soda reconciliation checks',
    'dbt audit_helper compare_relations',
    'Great Expectations expect_table_row_count_to_equal_other_table',
  ],
  placebo: {
    description: 'One row in a thousand is corrected: refunds and credit notes that come after the end of a month.',
    volume: { percent: '0.1' },
  },
  fit: { money: 0.68, measure: 0.6 },
  parameters: parameters({}),
  volume: { default: { percent: '5' }, meaning: 'Share of the rows with a number other than 0 that change.' },
  amplitude: {
    unit: 'percent',
    default: '10',
    min: '0.01',
    max: '100',
    meaning: 'By how much each number becomes larger or smaller, relative to itself.',
  },
  window: {
    default: { amount: 7, unit: 'bucket' },
    needsTime: true,
    ago: { amount: 30, unit: 'bucket' },
  },
  metric: 'mean',
  makesNewValues: true,
  unsuitable: notNumeric,
  survey: surveyExtremes,
  check(context) {
    const extremes = extremesOf(context.statistics);
    if (extremes === undefined) return;
    refuseBeyondRange(context, (amplitude) =>
      factors(amplitude).flatMap((factor) => [extremes.min.times(factor), extremes.max.times(factor)]),
    );
  },
  after: (context) => changedByShare(context, context.before),
});
