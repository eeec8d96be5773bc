import type { Scenario } from '../model/scenario.ts';
import { globPattern } from '../model/glob.ts';

/** The scenarios that are for a target, by its name. */
export function scenariosOf(target: string, scenarios: readonly Scenario[]): readonly Scenario[] {
  return scenarios.filter(({ targets }) => targets.some((pattern) => globPattern(pattern).test(target)));
}
