import type { Project } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { runnerWarning } from '../scenario/runner-warning.ts';
import { clockWarnings } from '../plan/clock-warnings.ts';
import { momentOf } from '../snapshot/instant.ts';
import { readWorkflows } from '../scenario/workflow-files.ts';

/** What to say of scenarios that begin or end by the clock, also where too little calls apply. */
export async function runnerWarnings(
  { root }: Pick<Project, 'root'>,
  scenarios: readonly Scenario[],
  now: Date,
): Promise<readonly string[]> {
  const warning = runnerWarning(scenarios, await readWorkflows(root), now.toISOString());
  const ofFiles = clockWarnings(scenarios, momentOf(now));
  return warning === undefined ? ofFiles : [warning, ...ofFiles];
}
