import { readFileSync } from 'node:fs';
import { catalog } from '../../anomaly/registry.ts';
import type { Scenario } from '../../model/scenario.ts';
import { count } from '../../output/format-number.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { runnerWarnings } from '../runner-warnings.ts';
import type { Session } from '../session.ts';
import { openWorkspace } from '../workspace.ts';
import { bindingWarnings } from '../../scenario/binding-warnings.ts';
import { checkWheres } from '../../plan/check-wheres.ts';

/** Checks files against schema and catalog; needs no database. */
export async function validate(session: Session, paths: readonly string[]): Promise<number> {
  const sets = paths.filter(isDataset);
  const datasets =
    sets.length === 0 ? [] : await (await import('../generate/check-datasets.ts')).checkDatasets(session, sets);
  const others = paths.filter((path) => !sets.includes(path));
  const isAboutScenarios = paths.length === 0 || others.length > 0;
  const { scenarios, warnings } = isAboutScenarios
    ? await checkFiles(session, others)
    : { scenarios: [], warnings: [] };
  const steps = scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
  session.write(
    inFormat(session.options.format, {
      text: () =>
        `Valid: ${[
          ...(isAboutScenarios ? [count(scenarios.length, 'scenario'), count(steps, 'step')] : []),
          ...(datasets.length > 0 ? [count(datasets.length, 'data set')] : []),
        ].join(', ')}.\n${warnings.map((warning) => `WARNING ${warning}\n`).join('')}`,
      json: () =>
        documentText({
          formatVersion: 1,
          valid: true,
          scenarios: scenarios.map(({ name, path, fingerprint }) => ({ name, path, fingerprint })),
          ...(datasets.length > 0 && { datasets: datasets.map(({ name, path }) => ({ name, path })) }),
          ...(warnings.length > 0 && { warnings }),
        }),
    }),
  );
  return 0;
}

/** Whether a path is a file that says so of itself: folders and globs are of scenarios. */
function isDataset(path: string): boolean {
  try {
    return /^kind:\s*["']?Dataset\b/m.test(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
}

/** The scenarios, if nothing is wrong with them, and what to know of them. @throws ProblemsError of everything that is */
export async function checkFiles(
  session: Session,
  paths: readonly string[],
): Promise<{ readonly scenarios: readonly Scenario[]; readonly warnings: readonly string[] }> {
  const { project, scenarios, isComplete } = await openWorkspace(session, paths);
  await checkWheres(project, scenarios, catalog);
  const warnings = [
    ...(await runnerWarnings(project, scenarios, session.clock())),
    ...(isComplete ? bindingWarnings(project.targets, scenarios) : []),
  ];
  return { scenarios, warnings };
}
