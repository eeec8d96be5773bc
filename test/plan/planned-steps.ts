import type { Plan, PlannedStep } from '../../src/model/plan.ts';

/** The steps that a plan injects, of its only target. */
export function plannedSteps(plan: Plan): readonly PlannedStep[] {
  return plan.targets[0]!.actions.flatMap((action) => ('steps' in action ? action.steps : []));
}
