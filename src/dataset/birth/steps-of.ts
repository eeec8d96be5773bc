import type { Dataset } from '../../model/dataset.ts';
import type { BirthStep } from './birth-step.ts';

/** The steps of a data set, none where it has a mix. */
export function stepsOf({ anomalies }: Dataset): readonly BirthStep[] {
  if (anomalies?.kind !== 'steps') return [];
  return anomalies.steps.map((step, index) => ({ step, path: ['anomalies', index] }));
}
