import type { TargetPlan } from '../model/plan.ts';
import { isInjection } from '../model/plan-changes.ts';
import type { Scenario } from '../model/scenario.ts';

/** The scenario with the strengths that the approved plan chose, where its file leaves them to the plan. */
export function withApprovedStrengths(scenario: Scenario, { actions }: TargetPlan): Scenario {
  const planned = actions.filter(isInjection).find((action) => action.scenario === scenario.name)?.steps ?? [];
  const steps = scenario.steps.map((step) => {
    const frozen = planned.find(({ id }) => id === step.id)?.frozen;
    if (step.tuned === undefined || frozen === undefined) return step;
    const { amplitude, volume } = frozen;
    return { ...step, tuned: { ...step.tuned, approved: { amplitude, volume } } };
  });
  return { ...scenario, steps };
}
