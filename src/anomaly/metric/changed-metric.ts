import type { Static, TObject } from '@sinclair/typebox';
import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { UpdateAnomaly } from '../../model/anomaly.ts';
import type { Measure } from '../../model/scenario.ts';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { finite, notNumeric } from '../numeric-column.ts';
import { refuseBeyondRange } from '../refuse-beyond-range.ts';
import { statisticList } from '../statistic.ts';
import { changedValue, valueChanges, type ValueChange } from './changed-values.ts';
import { metricVolume, type MetricDefinition } from './metric-definition.ts';
import { keptTotal } from './kept-total.ts';
import { movementsOf } from './metric-course.ts';
import { metricSeries } from './metric-series.ts';
import { refuseSeries } from './refuse-series.ts';

/** The form of a metric that is a sum or an average: its values change, bucket by bucket. */
export function changedMetric<Parameters extends TObject>(
  definition: MetricDefinition<Parameters>,
  aggregate: Exclude<Measure['aggregate'], 'count'>,
): UpdateAnomaly {
  type Context = RowContext<Static<Parameters>>;
  const { baseline, course, refuses: _, part, rows: __, ...entry } = definition;
  const changesOf = (context: Context): readonly ValueChange[] => {
    const series = metricSeries(context, { aggregate });
    return valueChanges(context, series, movementsOf(context, series, course), { aggregate });
  };
  return defineUpdate<Parameters>({
    ...entry,
    window: { ...entry.window, isByBucket: true },
    volume: metricVolume,
    metric: aggregate === 'sum' ? 'sum' : 'mean',
    makesNewValues: true,
    looksAround: true,
    unsuitable: notNumeric,
    bucketSurvey: {
      baseline,
      figures: (context) => {
        const value = finite(within(part?.(context), context.before), context.column);
        return {
          total: context.dialect.total(value, context.column),
          values: sql`count(${value})`,
          least: sql`min(${value})`,
          most: sql`max(${value})`,
        };
      },
    },
    check(context) {
      refuseSeries(definition, context, metricSeries(context, { aggregate }));
      refuseBeyondRange(context, (amplitude) => {
        const tried = { ...context, amplitude: amplitude.toFixed() };
        return reached(context, changesOf(tried), bucketsOf(tried));
      });
    },
    after(context) {
      const value = finite(context.before, context.column);
      return keptTotal(context, within(part?.(context), changedValue(context, value, changesOf(context))));
    },
  });

  function bucketsOf(context: Context): readonly (number | undefined)[] {
    const series = metricSeries(context, { aggregate });
    return movementsOf(context, series, course).map((movement) => movement?.bucket);
  }
}

/** Smallest and largest value after the change, in each window. */
function reached(
  { statistics }: Pick<RowContext, 'statistics'>,
  changes: readonly ValueChange[],
  buckets: readonly (number | undefined)[],
): readonly Big[] {
  const ends = [statisticList(statistics, 'least'), statisticList(statistics, 'most')];
  return changes.flatMap(({ factor, offset }, window) => {
    const bucket = buckets[window];
    return bucket === undefined ? [] : ends.map((end) => new Big(end[bucket]!).times(factor).plus(offset));
  });
}

function within(part: Sql | undefined, value: Sql): Sql {
  return part === undefined ? value : sql`case when ${part} then ${value} end`;
}
