import { catalog } from '../../anomaly/registry.ts';
import type { Scenario } from '../../model/scenario.ts';
import { formatCount } from '../../output/format-number.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { runnerWarnings } from '../runner-warnings.ts';
import type { Session } from '../session.ts';
import { openWorkspace } from '../workspace.ts';
import { bindingWarnings } from '../../scenario/binding-warnings.ts';
import { checkWheres } from '../../plan/check-wheres.ts';

/** Checks files against schema and catalog; needs no database. */
export async function validate(session: Session, paths: readonly string[]): Promise<number> {
  const { scenarios, warnings } = await checkFiles(session, paths);
  const steps = scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
  session.write(
    inFormat(session.options.format, {
      text: () =>
        `Valid: ${formatCount(scenarios.length)} scenario${scenarios.length === 1 ? '' : 's'}, ${formatCount(steps)} step${steps === 1 ? '' : 's'}.\n${warnings.map((warning) => `WARNING ${warning}\n`).join('')}`,
      json: () =>
        documentText({
          formatVersion: 1,
          valid: true,
          scenarios: scenarios.map(({ name, path, fingerprint }) => ({ name, path, fingerprint })),
          ...(warnings.length > 0 && { warnings }),
        }),
    }),
  );
  return 0;
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
