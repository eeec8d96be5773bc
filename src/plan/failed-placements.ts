import type { TargetFailure } from '../model/failure.ts';
import type { Scenario } from '../model/scenario.ts';
import { scenariosOf } from '../scenario/scenarios-of.ts';

/** Failures with the scenarios that would have been planned in their targets. */
export function failedPlacements(
  failures: readonly TargetFailure[],
  scenarios: readonly Scenario[],
): readonly TargetFailure[] {
  return failures.map((failure) => ({
    ...failure,
    scenarios: scenariosOf(failure.target, scenarios).map(({ name }) => name),
  }));
}
