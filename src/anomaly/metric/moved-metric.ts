import type { Static, TObject } from '@sinclair/typebox';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { Anomaly } from '../../model/anomaly.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import type { MetricDefinition } from './metric-definition.ts';
import { movementsOf } from './metric-course.ts';
import { metricSeries } from './metric-series.ts';
import { movedTime } from './moved-time.ts';
import { redistributed } from './redistributed.ts';
import { refuseSeries } from './refuse-series.ts';
import { transfersOf, type Transfer } from './transfers.ts';

/**
 * The form of a metric that is a number of rows whose total stays: as many rows as a bucket has too many move to the
 * buckets that have too few, each to the same time within it, as far as a month has as many days. It changes the step's
 * time column.
 */
export function movedMetric<Parameters extends TObject>(definition: MetricDefinition<Parameters>): Anomaly {
  type Context = RowContext<Static<Parameters>>;
  const { baseline, course, refuses: _, part: __, rows: ___, ...entry } = definition;
  const transfers = (context: Context): readonly (Transfer | undefined)[] => {
    const series = metricSeries(context, { aggregate: 'count' });
    const movements = movementsOf(context, series, (span) => redistributed(span.values, course(span)));
    return transfersOf(movements, series.starts);
  };
  return defineUpdate<Parameters>({
    ...entry,
    window: { ...entry.window, isByBucket: true },
    volume: {
      default: { percent: '100' },
      meaning: 'Share of the rows that have to move to other buckets: the metric goes that share of the way.',
    },
    metric: 'rows',
    makesNewValues: true,
    looksAround: true,
    unsuitable: () => undefined,
    bucketSurvey: { baseline, figures: () => ({ rows: sql`count(*)` }) },
    check: (context) => refuseSeries(definition, context, metricSeries(context, { aggregate: 'count' })),
    after(context) {
      const known = transfers(context);
      const moves = known.some((each) => each !== undefined && each.leaving > 0);
      return moves ? movedTime(context, known) : context.before;
    },
  });
}
