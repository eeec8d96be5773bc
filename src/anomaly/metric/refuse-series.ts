import type { Static, TObject } from '@sinclair/typebox';
import type { RowContext } from '../../model/anomaly-context.ts';
import { FaultlineError } from '../../model/errors.ts';
import { formatTable } from '../../model/table.ts';
import type { MetricDefinition } from './metric-definition.ts';
import { spansOf } from './metric-course.ts';
import type { MetricSeries } from './metric-series.ts';

/** @throws UNSUITABLE_COLUMN where the series does not allow the course: no rows, or no spread to go by */
export function refuseSeries<Parameters extends TObject>(
  definition: MetricDefinition<Parameters>,
  context: RowContext<Static<Parameters>>,
  series: MetricSeries,
): void {
  const { table, step } = context;
  for (const { span } of spansOf(context, series)) {
    const reason = definition.refuses?.(span);
    if (reason === undefined) continue;
    throw new FaultlineError(
      'UNSUITABLE_COLUMN',
      `the metric of ${formatTable(table.name)} that step "${step.id}" moves ${reason}`,
      { hint: 'Choose another metric, a coarser `bucket`, or a later `during`.' },
    );
  }
}
