import type { Plan } from '../model/plan.ts';
import { renderMarkdown } from './markdown-report.ts';
import { planReport } from './plan-report.ts';

/** A plan as a report on a pull request, whole however long. What GitHub takes of it is `cutMarkdown`'s to say. */
export function planMarkdown(plan: Plan, options: { readonly showValues: boolean }): string {
  return renderMarkdown(planReport(plan, options));
}
