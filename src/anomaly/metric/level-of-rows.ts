import { Big } from 'big.js';
import type { Anomaly, UpdateAnomaly } from '../../model/anomaly.ts';
import { FaultlineError } from '../../model/errors.ts';
import { parameters } from '../parameters.ts';
import { rowMetric } from './row-metric.ts';

/** A shift of level of a number of rows: in each bucket so many more are copied, or so many are deleted. @param amplitude percent */
export function levelOfRows(entry: UpdateAnomaly, amplitude: Big): Anomaly {
  const { id, category, title, description, inProduction, caughtBy, placebo } = entry;
  const form = rowMetric(
    {
      id,
      category,
      title,
      description,
      inProduction,
      caughtBy,
      placebo,
      amplitude: entry.amplitude!,
      window: entry.window!,
      measures: entry.measures!,
      parameters: parameters({}),
      baseline: 0,
      course: ({ values, amplitude: percent }) => values.map((value) => value.times(new Big(percent).div(100).plus(1))),
      rows: () => (amplitude.gt(0) ? 'come' : 'go'),
    },
    amplitude.gt(0) ? 'come' : 'go',
  );
  return { ...form, check: refuseShape } as Anomaly;
}

/** Shapes are of values. @throws INVALID_VALUE */
function refuseShape({ step }: { readonly step: { readonly id: string; readonly shape?: string | undefined } }): void {
  if (step.shape === undefined || step.shape === 'step') return;
  throw new FaultlineError('INVALID_VALUE', `step "${step.id}": a number of rows has no shape "${step.shape}"`, {
    hint: 'Remove shape, or choose trend-break, gradual-drift or seasonal-event.',
  });
}
