import type { Catalog } from '../model/anomaly.ts';
import type { Dialect } from '../model/dialect.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Project, Target } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { engineFor } from '../engine/registry.ts';
import { bindRoles } from '../scenario/bind-roles.ts';
import { throwProblems } from '../scenario/problem.ts';
import { scenariosOf } from '../scenario/scenarios-of.ts';
import { explainBinding } from './explain-binding.ts';
import { roleSpelling } from './role-spelling.ts';

/**
 * Binds scenarios to their targets and reads every `where` as the lexers of these do, without a database. A target whose
 * URL is wholly a secret has no scheme to go by: its wheres are left to the plan.
 * @throws ProblemsError of UNSAFE_WHERE, for each step once, and of UNBOUND_ROLE
 */
export async function checkWheres(project: Project, scenarios: readonly Scenario[], catalog: Catalog): Promise<void> {
  const problems = new Map<string, FaultlineError>();
  for (const target of project.targets) {
    const dialect = await dialectOf(target);
    for (const scenario of scenariosOf(target.name, scenarios)) {
      for (const [where, problem] of problemsOf(scenario, target, catalog, dialect)) {
        if (!problems.has(where)) problems.set(where, problem);
      }
    }
  }
  throwProblems([...problems.values()]);
}

async function dialectOf({ url }: Target): Promise<Dialect | undefined> {
  return url.startsWith('${') ? undefined : (await engineFor(url)).dialect;
}

/** Each with what it is about, so that it is told of one target only. */
function problemsOf(
  scenario: Scenario,
  target: Target,
  catalog: Catalog,
  dialect: Dialect | undefined,
): readonly (readonly [string, FaultlineError])[] {
  try {
    // The schema of tables that are named without one is known to the database alone; any will do here.
    const bound = bindRoles(scenario, target, catalog, dialect && roleSpelling(dialect, 'public'));
    if (!('scenario' in bound) || dialect === undefined) return [];
    return scenario.steps.flatMap((_, index) => {
      const problem = problemOf(bound.scenario, index, dialect);
      return problem === undefined ? [] : [[`${scenario.name} ${index}`, problem] as const];
    });
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    return [[`${scenario.name} in ${target.name}`, error]];
  }
}

function problemOf(scenario: Scenario, index: number, dialect: Dialect): FaultlineError | undefined {
  const { where } = scenario.steps[index]!;
  if (where === undefined) return undefined;
  try {
    dialect.where(where);
    return undefined;
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    const place = scenario.placeOf(['steps', index, 'where']);
    return explainBinding(new FaultlineError(error.code, error.message, { place, hint: error.hint }), scenario, index);
  }
}
