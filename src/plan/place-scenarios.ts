import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError, ProblemsError } from '../model/errors.ts';
import type { Target } from '../model/project.ts';
import type { Absence } from '../model/role.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { bindRoles } from '../scenario/bind-roles.ts';
import { checkBindings } from './check-bindings.ts';
import { roleSpelling } from './role-spelling.ts';

/** The scenarios of a target with its own names in place of roles, and those that are left out there. */
export interface Placement {
  readonly scenarios: readonly Scenario[];
  readonly absences: readonly Absence[];
}

/**
 * Binds scenarios to a target. Where it does not bind a role that is optional, they are left out.
 * @param runs of the target: a column that one of them renamed is there all the same
 * @throws ProblemsError of UNBOUND_ROLE, and of what `checkBindings` finds
 */
export async function placeScenarios(
  connection: Connection,
  target: Target,
  scenarios: readonly Scenario[],
  catalog: Catalog,
  runs: readonly Run[],
): Promise<Placement> {
  const placement = bindScenarios(connection, target, scenarios, catalog);
  const placed = scenarios.filter(({ name }) => placement.scenarios.some((scenario) => scenario.name === name));
  throwAll(await checkBindings(connection, target, placed, runs));
  return placement;
}

/**
 * As `placeScenarios`, by the bindings alone: whether the target has what they name is not looked at.
 * @param place whose SQL the wheres are; undefined = names in them stay as they stand in the bindings
 * @throws ProblemsError of UNBOUND_ROLE
 */
export function bindScenarios(
  place: Pick<Connection, 'dialect' | 'server'> | undefined,
  target: Target,
  scenarios: readonly Scenario[],
  catalog: Catalog,
): Placement {
  const spelling = place && roleSpelling(place.dialect, place.server.defaultSchema);
  const placed: Scenario[] = [];
  const absences: Absence[] = [];
  const problems: FaultlineError[] = [];
  for (const scenario of scenarios) {
    try {
      const bound = bindRoles(scenario, target, catalog, spelling);
      if ('scenario' in bound) placed.push(bound.scenario);
      else absences.push(bound.absence);
    } catch (error) {
      if (!(error instanceof FaultlineError)) throw error;
      problems.push(error);
    }
  }
  throwAll(problems);
  return { scenarios: placed, absences };
}

function throwAll([first, ...others]: readonly FaultlineError[]): void {
  if (first !== undefined) throw new ProblemsError([first, ...others]);
}
