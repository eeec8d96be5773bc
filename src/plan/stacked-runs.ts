import type { Action } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { isSameTable, type TableName } from '../model/table.ts';

/**
 * A warning for each scenario that is to be injected into tables in which a run of it is active already under the name
 * of another target: that one was renamed, or two targets are one database. The second run then lies on top of the first.
 * @param active every active run in the database
 */
export function stackedRuns(
  { project, target }: { readonly project: string; readonly target: string },
  actions: readonly Action[],
  active: readonly Run[],
): readonly string[] {
  return actions.flatMap((injection) => {
    if (injection.action !== 'inject') return [];
    const { scenario, steps } = injection;
    const tables = steps.map(({ table }) => table);
    const others = active.filter(
      (run) => run.project === project && run.scenario === scenario && run.target !== target && touches(run, tables),
    );
    return others.map(
      (run) =>
        `scenario "${scenario}" is active in this database already, as run ${run.id} of target "${run.target}": a second run would lie on top of it; to take the first back: faultline rollback ${run.id}`,
    );
  });
}

function touches({ steps }: Run, tables: readonly TableName[]): boolean {
  return steps.some(({ table }) => tables.some((other) => isSameTable(table, other)));
}
