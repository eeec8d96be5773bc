import type { FrozenStep } from '../model/plan.ts';
import type { Step } from '../model/scenario.ts';

/** A strength that a plan chooses. */
export type Strength = Pick<FrozenStep, 'amplitude' | 'volume'>;

/** The step with the strength that the plan chose, where it chose one: that wins over the words of the file. */
export function withStrength(step: Step, { amplitude, volume }: Strength): Step {
  return {
    ...step,
    ...(amplitude !== undefined && step.amplitude && { amplitude: { ...step.amplitude, value: amplitude } }),
    ...(volume !== undefined && { volume }),
  };
}
