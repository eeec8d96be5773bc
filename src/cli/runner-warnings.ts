import type { Project } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { runnerWarning } from '../scenario/runner-warning.ts';
import { sweepWarning } from '../scenario/sweep-warning.ts';
import { clockWarnings } from '../plan/clock-warnings.ts';
import { momentOf } from '../snapshot/instant.ts';
import { readWorkflows } from '../scenario/workflow-files.ts';

/** What to say of scenarios that begin or end by the clock, or take arrivals, also where too little calls apply or watches. */
export async function runnerWarnings(
  { root }: Pick<Project, 'root'>,
  scenarios: readonly Scenario[],
  now: Date,
): Promise<readonly string[]> {
  const workflows = await readWorkflows(root);
  const ofRunners = [runnerWarning(scenarios, workflows, now.toISOString()), sweepWarning(scenarios, workflows)];
  return [...ofRunners.filter((warning) => warning !== undefined), ...clockWarnings(scenarios, momentOf(now))];
}
