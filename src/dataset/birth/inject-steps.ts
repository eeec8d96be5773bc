import type { Catalog } from '../../model/anomaly.ts';
import type { Connection } from '../../model/engine.ts';
import type { PlannedStep } from '../../model/plan.ts';
import { isInjection } from '../../model/plan-changes.ts';
import type { Target } from '../../model/project.ts';
import type { Run } from '../../model/run.ts';
import type { Scenario } from '../../model/scenario.ts';
import { readRuns } from '../../ledger/runs.ts';
import { makePlan } from '../../plan/make-plan.ts';
import { applyPlan } from '../../run/apply-plan.ts';
import type { Observer } from '../../run/events.ts';

export interface Injecting {
  readonly catalog: Catalog;
  /** The clock of plan and ledger. */
  readonly now: Date;
  /** Schema of the ledger: one of its own for each run, so that none minds another. */
  readonly ledger: string;
  /** Opens a session; it is closed here. */
  readonly open: () => Promise<Connection>;
  readonly observe: Observer;
  /** Looks at the plan before anything is changed. Absent = nothing is refused. */
  readonly check?: ((planned: readonly PlannedStep[]) => void) | undefined;
}

/** What became of a scenario. */
export interface Injected {
  readonly planned: readonly PlannedStep[];
  readonly run: Run;
}

/** Where the steps of data sets come from, for the ledger. */
export const birthOrigin = { repository: 'data set', ref: '', commit: '', directory: '.' };
const lockTimeout = 5;
const statementTimeout = 864_000;

/** Plans a scenario against the tables of a data set and applies it. @throws ProblemsError, and what databases answer */
export async function injectSteps(scenario: Scenario, injecting: Injecting): Promise<Injected> {
  const { catalog, now, ledger, open, observe, check } = injecting;
  const target = birthTarget(scenario.name, ledger);
  const keepSnapshots = { amount: 1, unit: 'day' } as const;
  const project = { name: scenario.name, root: '.', targets: [target], scenarios: [], keepSnapshots };
  const shared = { project, catalog, scenarios: [scenario], open };
  const plan = await makePlan({
    ...shared,
    faultline: '',
    targets: [target],
    isComplete: true,
    origin: birthOrigin,
    now,
    prune: false,
  });
  const planned = plan.targets[0]!.actions.filter(isInjection)[0]!.steps;
  check?.(planned);
  const { results } = await applyPlan({
    ...shared,
    plan,
    onConflict: 'abort',
    actor: 'faultline',
    clock: () => now,
    lockTimeout,
    observe,
  });
  return { planned, run: await readRun(open, ledger, results[0]!.injected[0]!.id) };
}

/** The database of a data set's tables as a target. @param ledger schema of its runs */
export function birthTarget(name: string, ledger: string): Target {
  return {
    name,
    url: 'duckdb:',
    environment: 'development',
    protect: [],
    limits: {},
    bind: {},
    ledgerSchema: ledger,
    statementTimeout,
  };
}

async function readRun(open: Injecting['open'], ledger: string, id: string): Promise<Run> {
  const connection = await open();
  try {
    return (await readRuns(connection, ledger, { id }))[0]!;
  } finally {
    await connection.close();
  }
}
