import type { Anomaly, Catalog } from './anomaly.ts';
import type { Step } from './scenario.ts';

/** The catalog's entry of a step, in the form that the step needs. @param step of a checked scenario: its anomaly is in the catalog */
export function anomalyOf(catalog: Catalog, step: Pick<Step, 'anomaly' | 'measure' | 'amplitude' | 'with'>): Anomaly {
  const anomaly = catalog.get(step.anomaly)!;
  return anomaly.forStep?.(step) ?? anomaly;
}
