import type { Project } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { runnerWarning } from '../scenario/runner-warning.ts';
import { readWorkflows } from '../scenario/workflow-files.ts';

/** What to say where scenarios begin or end by the clock, and too little calls apply; none or one. */
export async function runnerWarnings(
  { root }: Pick<Project, 'root'>,
  scenarios: readonly Scenario[],
  now: Date,
): Promise<readonly string[]> {
  const warning = runnerWarning(scenarios, await readWorkflows(root), now.toISOString());
  return warning === undefined ? [] : [warning];
}
