import type { Connection } from '../model/engine.ts';
import { FaultlineError, hasCode } from '../model/errors.ts';
import { isOpen, type Run } from '../model/run.ts';
import { beginLocked } from '../ledger/lock.ts';
import { hasLedger } from '../ledger/prepare.ts';
import { holdEnded, markEnded, readRuns } from '../ledger/runs.ts';
import { withoutPromise } from './apply-parts.ts';
import { changingNothing } from './changing-nothing.ts';
import type { RunEvent } from './events.ts';
import { isAlteration } from './parts.ts';
import { attempts, isWorthRetrying, pauseBefore } from './retry.ts';
import { askLedger, unsettled } from './settle.ts';
import { undoRun, type Undone } from './undo-run.ts';
import { waitingRuns } from './waiting-runs.ts';
import type { OnConflict } from './undo-step.ts';

/** Which runs of a ledger are taken back. */
export interface RollbackChoice {
  /** A run's id or a scenario's name; undefined = all active runs. */
  readonly what: string | undefined;
  /** Only runs of this project; undefined = of every project, for whoever is on call. */
  readonly project: string | undefined;
  /** Only runs of this target, of `known` ones; a run of a target that is not known, by its id. Absent = of every target. */
  readonly target?: { readonly name: string; readonly known: readonly string[] } | undefined;
}

export interface RollbackRequest extends RollbackChoice {
  readonly schema: string;
  readonly onConflict: OnConflict;
  readonly actor: string;
  readonly clock: () => Date;
  readonly lockTimeout: number;
  readonly emit: (event: Omit<RunEvent, 'target' | 'ms'>) => void;
  /** A new session, to find out about a commit whose outcome is unknown; it is closed here. Without, the error says that it is unknown. */
  readonly reconnect?: (() => Promise<Connection>) | undefined;
}

/**
 * Rolls runs back by hand, the last one first, in one transaction. Their scenarios are held from then on.
 * @throws UNKNOWN_RUN, RECOVERY_NEEDED for a run that a crash left open, ROLLBACK_CONFLICT, LOCKED
 */
export async function rollback(connection: Connection, request: RollbackRequest): Promise<readonly Undone[]> {
  const { schema } = request;
  if (!(await hasLedger(connection, schema))) return nothingThere(request);
  if (connection.dialect.hasTransactionalDdl) return rollbackTogether(connection, request, () => true);
  const runs = await readRuns(connection, schema);
  const chosen = chooseRuns(request, runs);
  const alterations = chosen.filter(isAlteration);
  if (alterations.length === 0) return rollbackTogether(connection, request, () => true);
  return rollbackInParts(connection, request, alterations, {
    hasRows: alterations.length < chosen.length,
    hasWaiting: chooseWaiting(request, runs).length > 0,
  });
}

/** Where an alteration commits the transaction around it, each is taken back by itself, and all rows together after them. */
async function rollbackInParts(
  connection: Connection,
  request: RollbackRequest,
  alterations: readonly Run[],
  { hasRows, hasWaiting }: { readonly hasRows: boolean; readonly hasWaiting: boolean },
): Promise<readonly Undone[]> {
  const undone: Undone[] = [];
  try {
    for (const run of latestFirst(alterations))
      undone.push(...(await rollbackTogether(connection, { ...request, what: run.id }, () => true)));
    if (hasRows || hasWaiting)
      undone.push(...(await rollbackTogether(connection, request, (run) => !isAlteration(run))));
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    const done = undone.map((each) => each.scenario).join(', ');
    const message =
      undone.length === 0 ? error.message : `${withoutPromise(error.message)} (rolled back before it: ${done})`;
    const isLost = error.code === 'CONNECTION_LOST';
    throw new FaultlineError(error.code, message, {
      place: error.place,
      hint: isLost ? 'When the target is back, roll back again: it goes on where it stopped.' : error.hint,
      cause: error,
    });
  }
  return undone;
}

/** @param isMeant which of the chosen runs */
async function rollbackTogether(
  connection: Connection,
  request: RollbackRequest,
  isMeant: (run: Run) => boolean,
): Promise<readonly Undone[]> {
  const { schema, actor, clock, lockTimeout } = request;
  for (let attempt = 1; ; attempt += 1) {
    let outcome: readonly Undone[] | undefined;
    try {
      await beginLocked(connection, schema, actor, clock().toISOString(), lockTimeout);
      request.emit({ event: 'locked' });
      outcome = await undoChosen(connection, request, isMeant);
      request.emit({ event: 'committing' });
      await connection.commit();
    } catch (error) {
      await connection.rollback();
      if (hasCode(error, 'CONNECTION_LOST')) {
        outcome = await settleRollback(error, request, outcome);
      } else {
        if (!isWorthRetrying(error) || attempt === attempts) throw changingNothing(error);
        request.emit({ event: 'retry' });
        await pauseBefore(attempt + 1);
        continue;
      }
    }
    request.emit({ event: 'committed', rows: 0, restored: outcome.reduce((sum, each) => sum + each.restored, 0) });
    return outcome;
  }
}

/** After a lost connection the ledger tells whether the commit has arrived. */
async function settleRollback(
  error: FaultlineError,
  request: RollbackRequest,
  outcome: readonly Undone[] | undefined,
): Promise<readonly Undone[]> {
  if (outcome === undefined) throw error;
  const { schema, actor, clock, lockTimeout, reconnect } = request;
  if (reconnect === undefined) throw unsettled(error, 'no second connection');
  try {
    return await askLedger(reconnect, { schema, actor, now: clock().toISOString(), lockTimeout }, async (runs) => {
      if (runs.some((run) => run.state === 'applied' && outcome.some((each) => each.run === run.id))) throw error;
      return outcome;
    });
  } catch (failure) {
    throw failure === error ? error : unsettled(error, failure);
  }
}

async function undoChosen(
  connection: Connection,
  request: RollbackRequest,
  isMeant: (run: Run) => boolean,
): Promise<readonly Undone[]> {
  const runs = await readRuns(connection, request.schema);
  let active = runs.filter((run) => run.state === 'applied');
  const undone: Undone[] = [];
  for (const run of latestFirst(chooseRuns(request, runs).filter(isMeant))) {
    const result = await undoRun(connection, run, active, request.onConflict);
    await markEnded(
      connection,
      request.schema,
      run.id,
      result.isHealed ? 'healed' : 'rolled back',
      'manual',
      request.clock().toISOString(),
    );
    active = active.filter((other) => other !== run);
    undone.push(result);
    request.emit({ event: 'undone', run: run.id, scenario: run.scenario, rows: result.restored });
  }
  return [...undone, ...(await holdWaiting(connection, request, runs))];
}

/** What is taken back is to stay away: so is what the next slot would bring back. */
async function holdWaiting(
  connection: Connection,
  request: RollbackRequest,
  runs: readonly Run[],
): Promise<readonly Undone[]> {
  const waiting = chooseWaiting(request, runs);
  for (const { id } of waiting) await holdEnded(connection, request.schema, id);
  const nothing = { restored: 0, already: 0, skipped: 0, gone: 0, isHealed: false, wasWaiting: true };
  return waiting.map(({ id, scenario }) => ({ run: id, scenario, ...nothing }));
}

/** Scenarios between two slots, by their last runs. A run that is named by its id is over. */
function chooseWaiting(choice: RollbackChoice, runs: readonly Run[]): readonly Run[] {
  return waitingRuns(ownRuns(choice, runs)).filter(
    ({ scenario }) => choice.what === undefined || choice.what === scenario,
  );
}

function ownRuns(choice: RollbackChoice, runs: readonly Run[]): readonly Run[] {
  const { project } = choice;
  return runs.filter((run) => (project === undefined || run.project === project) && isInTarget(choice, run));
}

/** Runs in the order in which they are taken back. */
export function latestFirst(runs: readonly Run[]): readonly Run[] {
  return runs.toSorted((left, right) => right.sequence - left.sequence);
}

/** @throws UNKNOWN_RUN, RECOVERY_NEEDED for a run that is neither applied nor ended */
export function chooseRuns(request: RollbackChoice, runs: readonly Run[]): readonly Run[] {
  const { what } = request;
  const own = ownRuns(request, runs);
  const active = own.filter((run) => run.state === 'applied');
  if (what === undefined) return active;
  const chosen = active.filter((run) => run.id === what || run.scenario === what);
  if (chosen.length > 0 || chooseWaiting(request, runs).length > 0) return chosen;
  const open = own.find((run) => isOpen(run) && (run.id === what || run.scenario === what));
  if (open)
    throw new FaultlineError(
      'RECOVERY_NEEDED',
      `run ${open.id} of "${open.scenario}" was left open by a crash or is at work`,
      { hint: 'Settle it with: faultline recover' },
    );
  return nothingThere(request);
}

function isInTarget({ target, what }: RollbackChoice, run: Run): boolean {
  if (target === undefined || run.target === target.name) return true;
  return run.id === what && !target.known.includes(run.target);
}

/** @throws UNKNOWN_RUN where a run or a scenario was named */
export function nothingThere({ what }: RollbackChoice): readonly never[] {
  if (what === undefined) return [];
  throw new FaultlineError('UNKNOWN_RUN', `no active run or scenario "${what}" in this target`, {
    hint: 'List what is active with: faultline status',
  });
}
