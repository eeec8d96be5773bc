import type { Static, TObject } from '@sinclair/typebox';
import type { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { Anomaly } from '../../model/anomaly.ts';
import type { Step } from '../../model/scenario.ts';
import { sql } from '../../sql/sql.ts';
import { defineDelete, defineInsert } from '../define.ts';
import { metricVolume, type MetricDefinition } from './metric-definition.ts';
import { movementsOf } from './metric-course.ts';
import { metricSeries } from './metric-series.ts';
import { refuseSeries } from './refuse-series.ts';

/** The form of a metric that is a number of rows: in each bucket as many are copied, or deleted, as it takes. */
export function rowMetric<Parameters extends TObject>(
  definition: MetricDefinition<Parameters>,
  change: 'come' | 'go',
): Anomaly {
  type Context = RowContext<Static<Parameters>>;
  const { baseline, course, refuses: _, part, rows: __, ...entry } = definition;
  const form = {
    ...entry,
    window: { ...entry.window, isByBucket: true },
    volume: metricVolume,
    metric: 'rows' as const,
    bucketSurvey: {
      baseline,
      figures: (context: Context) => ({
        rows: part ? context.dialect.countIf(part(context)) : sql`count(*)`,
      }),
    },
    check: (context: Context) => refuseSeries(definition, context, metricSeries(context, { aggregate: 'count' })),
    ...(part && { eligible: part }),
    quotas(context: Context): readonly number[] {
      const movements = movementsOf(context, metricSeries(context, { aggregate: 'count' }), course);
      return movements.map((movement) => {
        if (movement === undefined) return 0;
        const { from, to } = movement;
        const difference = change === 'come' ? to.minus(from) : from.minus(to.gt(0) ? to : 0);
        return difference.gt(0) ? rowsOf(difference, context.step) : 0;
      });
    },
  };
  return change === 'come' ? defineInsert<Parameters>(form) : defineDelete<Parameters>(form);
}

/** As many rows as the volume asks for, the halves up. */
function rowsOf(difference: Big, { volume }: Pick<Step, 'volume'>): number {
  if ('rows' in volume) return Math.min(volume.rows, Number(difference.round(0).toFixed()));
  return Number(difference.times(volume.percent).div(100).round(0).toFixed());
}
