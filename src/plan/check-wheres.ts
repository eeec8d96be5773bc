import type { Dialect } from '../model/dialect.ts';
import { FaultlineError, ProblemsError } from '../model/errors.ts';
import type { Project, Target } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { engineFor } from '../engine/registry.ts';
import { globPattern } from '../scenario/glob.ts';

/**
 * Reads every `where` as the lexers of its targets do, without a database. A target whose URL is wholly a secret has no
 * scheme to go by and is left to the plan.
 * @throws ProblemsError of UNSAFE_WHERE
 */
export async function checkWheres(project: Project, scenarios: readonly Scenario[]): Promise<void> {
  const dialects = new Map<string, Dialect>();
  for (const target of project.targets) {
    const dialect = await dialectOf(target);
    if (dialect) dialects.set(target.name, dialect);
  }
  const problems = scenarios.flatMap((scenario) => {
    const own = [...dialects]
      .filter(([name]) => scenario.targets.some((pattern) => globPattern(pattern).test(name)))
      .map(([, dialect]) => dialect);
    return scenario.steps.flatMap((_, index) => problemOf(scenario, index, own));
  });
  const [first, ...others] = problems;
  if (first !== undefined) throw new ProblemsError([first, ...others]);
}

async function dialectOf({ url }: Target): Promise<Dialect | undefined> {
  return url.startsWith('${') ? undefined : (await engineFor(url)).dialect;
}

function problemOf(scenario: Scenario, index: number, dialects: readonly Dialect[]): readonly FaultlineError[] {
  const { where } = scenario.steps[index]!;
  if (where === undefined) return [];
  for (const dialect of dialects) {
    try {
      dialect.where(where);
    } catch (error) {
      if (!(error instanceof FaultlineError)) throw error;
      return [
        new FaultlineError(error.code, error.message, {
          place: scenario.placeOf(['steps', index, 'where']),
          hint: error.hint,
        }),
      ];
    }
  }
  return [];
}
