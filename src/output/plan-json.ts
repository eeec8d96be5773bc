import type { Plan } from '../model/plan.ts';
import { maskPlan } from './mask-plan.ts';

/** A plan as one JSON document that `schema/plan.v1.json` describes; its samples are masked unless they may be shown. */
export function planJson(plan: Plan, { showValues }: { readonly showValues: boolean }): string {
  return `${JSON.stringify(showValues ? plan : maskPlan(plan), null, 2)}\n`;
}
