import type { Scratch } from '../../engine/duckdb/scratch.ts';
import type { Catalog } from '../../model/anomaly.ts';
import type { Dataset } from '../../model/dataset.ts';
import type { PlannedStep } from '../../model/plan.ts';
import { interruptible } from '../../run/interruptible.ts';
import { reshaped } from './reshaped.ts';
import { birthConnection } from './birth-connection.ts';
import type { BirthRun } from './birth-labels.ts';
import { birthScenario } from './birth-scenario.ts';
import { keyedStep, type BirthStep, type Phase } from './birth-step.ts';
import { injectSteps } from './inject-steps.ts';
import type { LaidTable } from './laid-table.ts';
import { markBadRows } from './mark-bad-rows.ts';
import { bareTable, numberedTable } from './reshape-table.ts';
import { tableOf } from './table-of.ts';

/** The tables of a data set while they are being broken, and what was done to them so far. */
export interface Workbench {
  readonly dataset: Dataset;
  readonly catalog: Catalog;
  readonly scratch: Scratch;
  readonly tables: Map<string, LaidTable>;
  readonly runs: BirthRun[];
  readonly planned: PlannedStep[];
  readonly signal: AbortSignal;
  /** Told of every step that is made, with the rows that it changed. */
  readonly observe: (step: string, rows: number) => void;
}

/** Plans and makes the steps of a phase. @param check looks at the plan before anything is changed; absent = nothing is refused */
export async function breakPhase(
  bench: Workbench,
  { steps, isAltered, seed }: Phase,
  check?: (planned: readonly PlannedStep[]) => void,
): Promise<void> {
  const { dataset, catalog, scratch, tables, runs, planned } = bench;
  const first = tableOf(steps[0]!.step)!;
  const ledger = `fl_run_${runs.length}`;
  if (isAltered) await bareTable(scratch, tables.get(first)!);
  const made = await injectSteps(birthScenario(dataset, { steps: keyedSteps(bench, steps), seed }, catalog), {
    catalog,
    now: new Date(dataset.now),
    ledger,
    open: () => openBench(bench, ledger, isAltered),
    observe: ({ event, step, rows }) => {
      if (event === 'changed' && step !== undefined) bench.observe(step, rows ?? 0);
    },
    check,
  });
  runs.push({ run: made.run, ledger });
  planned.push(...made.planned.map((each) => ({ ...each, table: { schema: '', name: each.table.name } })));
  if (isAltered) {
    reshape(tables, made.planned[0]!);
    await numberedTable(scratch, tables.get(first)!);
    return;
  }
  const connection = await openBench(bench, ledger, false);
  try {
    await markBadRows(connection, made.run);
  } finally {
    await connection.close();
  }
}

/** Steps with the keys by which their rows are known. */
export function keyedSteps({ tables, catalog }: Workbench, steps: readonly BirthStep[]): readonly BirthStep[] {
  return steps.map((each) => ({ ...each, step: keyedStep(each.step, tables.get(tableOf(each.step)!)!, catalog) }));
}

/** A session with the tables as the data set declares them. @param ledger schema of the runs that it makes */
export async function openBench({ scratch, tables, signal }: Workbench, ledger: string, isAltered: boolean) {
  return interruptible(birthConnection(await scratch.connect(ledger), tables, isAltered), signal);
}

function reshape(tables: Map<string, LaidTable>, planned: PlannedStep): void {
  for (const [title, laid] of tables) {
    const table = reshaped(laid.table, planned);
    tables.set(title, { ...laid, table, hasKey: laid.hasKey && table.primaryKey.length > 0 });
  }
}
