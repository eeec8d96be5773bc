import type { Plan } from '../model/plan.ts';
import { maskPlan, withoutStatistics } from './mask-plan.ts';

/**
 * A plan as one JSON document that `schema/plan.v1.json` describes, to be read. Unless values may be shown it is masked
 * and lacks statistics that are values of rows; then its digest is that of the plan with them.
 */
export function planJson(plan: Plan, { showValues }: { readonly showValues: boolean }): string {
  return documentOf(showValues ? plan : withoutStatistics(maskPlan(plan)));
}

/** A plan as the document that `apply` takes: masked, with all its statistics. */
export function savedPlanJson(plan: Plan): string {
  return documentOf(maskPlan(plan));
}

function documentOf(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}
