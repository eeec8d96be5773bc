import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Target } from '../model/project.ts';
import type { Role } from '../model/role.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { isSameTable, type Table, type TableName } from '../model/table.ts';
import { alteredName, columnsTaken } from '../snapshot/alteration.ts';
import { boundInWords } from './explain-binding.ts';
import { findColumn } from './find-column.ts';
import { findTable } from './find-table.ts';

/**
 * What is wrong with the names that bindings give to the roles of scenarios: UNKNOWN_TABLE, UNKNOWN_COLUMN,
 * UNSUITABLE_TABLE, each with its place in the scenario and in faultline.yaml, and once however many scenarios have it.
 * @param scenarios with their roles, all of which the target binds
 * @param runs of the target: a column that one of them renamed is there all the same
 */
export async function checkBindings(
  connection: Connection,
  target: Target,
  scenarios: readonly Scenario[],
  runs: readonly Run[],
): Promise<readonly FaultlineError[]> {
  const problems: FaultlineError[] = [];
  const tables = new Map<string, Table | FaultlineError>();
  const checked = new Set<string>();
  for (const { scenario, role } of scenarios.flatMap((each) =>
    each.roles.map((one) => ({ scenario: each, role: one })),
  )) {
    const { table: written, columns } = target.bind[role.name]!;
    const table =
      tables.get(written) ?? (await findTable(connection, written, {}, (name) => nameIn(runs, name)).catch(asProblem));
    tables.set(written, table);
    const note = (error: FaultlineError, need?: string) => {
      const key = JSON.stringify([role.name, need]);
      if (!checked.has(key)) problems.push(explained(error, scenario, target, role, need));
      checked.add(key);
    };
    if (table instanceof FaultlineError) note(table);
    else {
      for (const need of role.needs) {
        const problem = columnProblem(table, columns[need]!, runs);
        if (problem !== undefined) note(problem, need);
      }
    }
  }
  return problems;
}

function columnProblem(table: Table, column: string, runs: readonly Run[]): FaultlineError | undefined {
  if (renamedIn(runs, table).includes(column)) return undefined;
  try {
    findColumn(table, column);
    return undefined;
  } catch (error) {
    return asProblem(error);
  }
}

/** The name that a table has while a run has renamed it away. */
function nameIn(runs: readonly Run[], table: TableName): TableName {
  const steps = runs.filter((run) => run.state === 'applied').flatMap((run) => run.steps);
  const away = steps.find((step) => step.alteration?.change === 'rename table' && isSameTable(step.table, table));
  return away === undefined ? table : alteredName(table, away.alteration!);
}

/** Names that columns have whenever no anomaly is active. */
function renamedIn(runs: readonly Run[], table: Table): readonly string[] {
  return runs
    .filter((run) => run.state === 'applied')
    .flatMap(({ steps }) => steps)
    .flatMap((step) => (step.alteration && isSameTable(step.table, table.name) ? columnsTaken(step.alteration) : []));
}

function explained(
  { code, message, hint, cause }: FaultlineError,
  scenario: Scenario,
  target: Target,
  role: Role,
  need: string | undefined,
): FaultlineError {
  const binding = target.bind[role.name]!;
  const name = need === undefined ? binding.table : binding.columns[need]!;
  const where = boundInWords({ target: target.name, role: role.name, need, name, place: binding.placeOf(need) });
  const place = scenario.placeOf(['roles', role.name]);
  return new FaultlineError(code, `${message}; ${where}`, { place, hint, cause });
}

function asProblem(error: unknown): FaultlineError {
  if (error instanceof FaultlineError && ['UNKNOWN_TABLE', 'UNKNOWN_COLUMN', 'UNSUITABLE_TABLE'].includes(error.code))
    return error;
  throw error;
}
