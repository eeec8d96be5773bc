import type { Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError, ProblemsError } from '../model/errors.ts';
import type { Target } from '../model/project.ts';
import type { Absence, Role } from '../model/role.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { isSameTable, type Table, type TableName } from '../model/table.ts';
import { bindRoles } from '../scenario/bind-roles.ts';
import { parseTableName } from './parse-table-name.ts';
import { roleSpelling } from './role-spelling.ts';

/** The scenarios of a target with its own names in place of roles, and those that are left out there. */
export interface Placement {
  readonly scenarios: readonly Scenario[];
  readonly absences: readonly Absence[];
}

/**
 * Binds scenarios to a target. Where a role is optional and the target has no such table or column, they are left out.
 * @param runs of the target: a column that one of them renamed is there all the same
 * @throws ProblemsError of UNBOUND_ROLE
 */
export async function placeScenarios(
  connection: Connection,
  target: Target,
  scenarios: readonly Scenario[],
  catalog: Catalog,
  runs: readonly Run[],
): Promise<Placement> {
  const bound = bindScenarios(connection, target, scenarios, catalog);
  const tables = new Map<string, Table | undefined>();
  const tableOf = async (written: string) => {
    const name = parseTableName(written, connection.server.defaultSchema);
    if (name !== undefined && !tables.has(written)) tables.set(written, await connection.describeTable(name));
    return tables.get(written);
  };
  const placed: Scenario[] = [];
  const absences = [...bound.absences];
  for (const scenario of bound.scenarios) {
    const { roles } = scenarios.find(({ name }) => name === scenario.name)!;
    const reason = await missing(target, roles, runs, tableOf);
    if (reason === undefined) placed.push(scenario);
    else absences.push({ scenario: scenario.name, target: target.name, reason });
  }
  return { scenarios: placed, absences };
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
  const [first, ...others] = problems;
  if (first !== undefined) throw new ProblemsError([first, ...others]);
  return { scenarios: placed, absences };
}

/** What the target has not, of the tables and columns that play optional roles. */
async function missing(
  target: Target,
  roles: readonly Role[],
  runs: readonly Run[],
  tableOf: (written: string) => Promise<Table | undefined>,
): Promise<string | undefined> {
  for (const role of roles.filter(({ isOptional }) => isOptional)) {
    const { table: written, columns } = target.bind[role.name]!;
    const table = await tableOf(written);
    if (table === undefined) return `role ${role.name} is bound to ${written}, which is not there`;
    const known = [...table.columns.map((column) => column.name), ...renamedIn(runs, table.name)];
    const absent = role.needs.map((need) => columns[need]!).find((column) => !known.includes(column));
    if (absent !== undefined) return `role ${role.name} is bound to ${written}, which has no column "${absent}"`;
  }
  return undefined;
}

/** Names that columns have whenever no anomaly is active. */
function renamedIn(runs: readonly Run[], table: TableName): readonly string[] {
  return runs
    .filter((run) => run.state === 'applied')
    .flatMap(({ steps }) => steps)
    .flatMap((step) => (step.alteration && isSameTable(step.table, table) ? [step.alteration.from] : []));
}
