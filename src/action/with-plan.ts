import type { MarkdownReport } from '../output/markdown-report.ts';

/** What was done, and under it the plan that it came of: where there is no room for both, the plan shrinks first. */
export function withPlan(done: MarkdownReport, plan: MarkdownReport): MarkdownReport {
  // The verdict is told in the past tense already.
  const [, , ...about] = plan.heading;
  return {
    heading: done.heading,
    sections: [...done.sections, { lines: ['## The plan', '', ...about], shorter: [] }, ...plan.sections],
  };
}
