import type { Anomaly } from '../model/anomaly.ts';
import { visibilities, type Step } from '../model/scenario.ts';
import type { Field } from './field.ts';

/** Schema of the words that leave a strength to the plan. */
export const tunedSchema = {
  enum: visibilities,
  description:
    'The plan chooses: `detectable` is the smallest that some monitor sees, `undetectable` the largest that none sees.',
} as const;

/** What the plan is to choose: the amplitude, or the volume of an anomaly that has none. */
export function readTuned(step: Field, { amplitude }: Anomaly): Step['tuned'] {
  const strength = amplitude === undefined ? 'volume' : 'amplitude';
  const { value } = step.at(strength);
  const to = visibilities.find((visibility) => visibility === value);
  return to && { strength, to };
}
