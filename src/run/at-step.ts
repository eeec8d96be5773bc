import { FaultlineError, hasCode } from '../model/errors.ts';
import type { Scenario } from '../model/scenario.ts';
import type { StepAt } from './explain-stale.ts';

/** What the database has against a value, told at the step that made it. @param step undefined = the error itself */
export function atStep(error: unknown, scenarios: readonly Scenario[], step: StepAt | undefined): unknown {
  if (step === undefined || !hasCode(error, 'CONSTRAINT_VIOLATION', 'VALUE_OUT_OF_RANGE', 'DATABASE_ERROR'))
    return error;
  const scenario = scenarios.find((each) => each.name === step.scenario);
  if (scenario === undefined || error.place !== undefined) return error;
  return new FaultlineError(
    error.code,
    `step "${scenario.steps[step.index]!.id}" cannot be made, nothing was changed: ${error.message}`,
    {
      place: scenario.placeOf(['steps', step.index]),
      hint: error.hint ?? 'Choose other rows, a smaller volume or another strength.',
      cause: error,
    },
  );
}
