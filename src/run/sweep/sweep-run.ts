import type { Catalog } from '../../model/anomaly.ts';
import type { Duration } from '../../model/duration.ts';
import type { Connection } from '../../model/engine.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import type { Run, RunStep } from '../../model/run.ts';
import { beginLocked } from '../../ledger/lock.ts';
import { markSwept, readRuns } from '../../ledger/runs.ts';
import { formatTable } from '../../model/table.ts';
import { checkProtected } from '../../plan/limits.ts';
import type { CompiledStep } from '../../snapshot/compiled-step.ts';
import { momentOf } from '../../snapshot/instant.ts';
import { tableOf } from '../../snapshot/step-table.ts';
import type { RunEvent } from '../events.ts';
import { attempts, isWorthRetrying, pauseBefore } from '../retry.ts';
import { thawSteps } from '../thaw-step.ts';
import { holdToLimits } from './hold-to-limits.ts';
import { sweepingRuns, type SweepingRun, type SweepSituation } from './sweeping-runs.ts';
import { countArrivals, takeArrivals } from './take-arrivals.ts';

export interface SweepRequest extends Omit<SweepSituation, 'now'> {
  readonly catalog: Catalog;
  readonly actor: string;
  readonly clock: () => Date;
  /** Seconds to wait for another Faultline. */
  readonly lockTimeout: number;
  /** Whether steps that sweep so often are due. */
  readonly isDue: (every: Duration) => boolean;
  readonly emit: (event: Omit<RunEvent, 'target' | 'ms'>) => void;
}

/**
 * Takes the arrivals of a run in one transaction under the target's lock: all of them and the ledger with them, or none.
 * Where there are none nothing is written, and no lock is asked for.
 * @returns rows that were taken
 * @throws LIMIT_EXCEEDED, STALE_PLAN where a table is no longer as it was, LOCKED, and what the database answers; then nothing is changed
 */
export async function sweepRun(
  connection: Connection,
  request: SweepRequest,
  sweeping: SweepingRun,
  runs: readonly Run[],
): Promise<number> {
  const active = appliedOf(runs);
  if (!(await hasArrivals(connection, request, sweeping, active))) return 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const rows = await sweepLocked(connection, request, sweeping.run.id);
      if (rows > 0) request.emit({ event: 'committed', rows });
      return rows;
    } catch (error) {
      await connection.rollback();
      if (!isWorthRetrying(error) || attempt === attempts) throw error;
      request.emit({ event: 'retry' });
      await pauseBefore(attempt + 1);
    }
  }
}

async function hasArrivals(
  connection: Connection,
  request: SweepRequest,
  sweeping: SweepingRun,
  active: readonly Run[],
): Promise<boolean> {
  await connection.begin('read only');
  try {
    for (const { step, compiled } of await dueSteps(connection, request, sweeping))
      if ((await countArrivals(connection, compiled, step, sweeping.run, active)) > 0) return true;
    return false;
  } finally {
    await connection.rollback();
  }
}

/** @returns 0 where the run is not to be swept any more, or another one took its arrivals; the transaction is then undone */
async function sweepLocked(connection: Connection, request: SweepRequest, id: string): Promise<number> {
  const { schema, now } = { schema: connection.server.ledgerSchema, now: () => request.clock() };
  await beginLocked(connection, schema, request.actor, now().toISOString(), request.lockTimeout);
  request.emit({ event: 'locked' });
  const runs = await readRuns(connection, schema, { which: 'deciding' });
  const sweeping = sweepingRuns({ ...request, now: momentOf(now()) }, runs).find(({ run }) => run.id === id);
  const swept = sweeping && (await sweepSteps(connection, request, sweeping, appliedOf(runs)));
  if (swept === undefined || swept.rows === sweeping!.run.rows) {
    await connection.rollback();
    return 0;
  }
  await holdToLimits(connection, request.target, sweeping!.scenario, swept);
  await markSwept(connection, schema, swept);
  request.emit({ event: 'committing' });
  await connection.commit();
  return swept.rows - sweeping!.run.rows;
}

/** @returns the run as it is then */
async function sweepSteps(
  connection: Connection,
  request: SweepRequest,
  sweeping: SweepingRun,
  active: readonly Run[],
): Promise<Run> {
  const taken = new Map<number, number>();
  const { run } = sweeping;
  for (const { step, compiled } of await dueSteps(connection, request, sweeping)) {
    const rows = await takeArrivals(connection, compiled, step, run, active);
    taken.set(step.ordinal, rows);
    if (rows > 0) request.emit({ event: 'swept', run: run.id, scenario: run.scenario, step: step.id, rows });
  }
  const steps = run.steps.map((step) => withRows(step, taken.get(step.ordinal) ?? 0));
  return { ...run, steps, rows: steps.reduce((sum, { rows }) => sum + rows, 0) };
}

function withRows(step: RunStep, rows: number): RunStep {
  const { sweep } = step;
  if (sweep === undefined || rows === 0) return step;
  return { ...step, rows: step.rows + rows, sweep: { ...sweep, sweeps: sweep.sweeps + 1, rows: sweep.rows + rows } };
}

/** The steps that are due, ready to be run again, in their order. */
async function dueSteps(
  connection: Connection,
  { catalog, target, isDue }: SweepRequest,
  { run, scenario }: SweepingRun,
): Promise<readonly { readonly step: RunStep; readonly compiled: CompiledStep }[]> {
  const due = [];
  for (const step of run.steps) {
    const index = scenario.steps.findIndex(({ id }) => id === step.id);
    const every = scenario.steps[index]?.sweep;
    if (step.sweep === undefined || every === undefined || !isDue(every)) continue;
    checkProtected(target, connection.server.ledgerSchema, scenario, index, step.table);
    const { isRebuilt, isComparable } = await tableOf(connection, step);
    if (isRebuilt || !isComparable) throw otherTable(step);
    const [compiled] = await thawSteps(connection, catalog, scenario, [{ ...step.sweep, ...step }], []).catch(
      (error: unknown) => {
        throw hasCode(error, 'STALE_PLAN') ? otherTable(step) : error;
      },
    );
    due.push({ step, compiled: compiled! });
  }
  return due;
}

function otherTable({ id, table }: RunStep): FaultlineError {
  return new FaultlineError(
    'STALE_PLAN',
    `step "${id}" takes no more arrivals: ${formatTable(table)} is no longer as it was when the step was applied`,
    {
      hint: 'Roll the run back and resume its scenario, so that it is planned anew; or give the table its shape back.',
    },
  );
}

function appliedOf(runs: readonly Run[]): readonly Run[] {
  return runs.filter(({ state }) => state === 'applied');
}
