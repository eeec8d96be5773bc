import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { momentOf } from '../../snapshot/instant.ts';
import type { EarlierStep } from '../../plan/outlook.ts';
import { planScenario } from '../../plan/plan-scenario.ts';
import { throwProblems } from '../../scenario/problem.ts';
import type { FaultlineError } from '../../model/errors.ts';
import { birthScenario } from './birth-scenario.ts';
import type { Phase } from './birth-step.ts';
import { keyedSteps, openBench, type Workbench } from './break-phase.ts';
import { birthOrigin, birthTarget } from './inject-steps.ts';

/** The rows that the only step of a phase would take, and those that it could take. */
export interface EligibleRows {
  /** Rows that it would really change. */
  readonly count: number;
  /** Of the rows that it takes, the key, in columns `k1 …` of this select in parentheses. */
  readonly taken: Sql;
  readonly key: readonly Column[];
}

/** The dry run of the only step of a phase. @throws ProblemsError */
export async function eligibleRows(bench: Workbench, { steps, seed }: Phase): Promise<EligibleRows> {
  const { dataset, catalog } = bench;
  const scenario = birthScenario(dataset, { steps: keyedSteps(bench, steps), seed }, catalog);
  const ledger = 'fl_none';
  const target = birthTarget(dataset.name, ledger);
  const problems: FaultlineError[] = [];
  const earlier: EarlierStep[] = [];
  const connection = await openBench(bench, ledger, false);
  try {
    await connection.begin('read only');
    const request = {
      project: dataset.name,
      target,
      targets: [target.name],
      catalog,
      scenarios: [scenario],
      isComplete: true,
      origin: birthOrigin,
      now: momentOf(new Date(dataset.now)),
      prune: false,
    };
    const [planned] = await planScenario(connection, request, scenario, { undone: [], earlier }, [], problems);
    throwProblems(problems);
    const { rows, columns } = earlier[0]!.snapshot;
    return { count: planned!.frozen.eligible, taken: rows, key: columns.key };
  } finally {
    await connection.close();
  }
}
