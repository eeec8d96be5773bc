import type { Anomaly, Catalog } from './anomaly.ts';
import type { Step } from './scenario.ts';

/** The catalog's entry of a step, as the step's measure needs it. @param step of a checked scenario: its anomaly is in the catalog */
export function anomalyOf(catalog: Catalog, step: Pick<Step, 'anomaly' | 'measure'>): Anomaly {
  const anomaly = catalog.get(step.anomaly)!;
  return step.measure === undefined ? anomaly : (anomaly.forMeasure?.(step.measure) ?? anomaly);
}
