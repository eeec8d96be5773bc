import { FaultlineError, hasCode } from '../../model/errors.ts';
import { fromFailures, type TargetFailure } from '../../model/failure.ts';
import { defaultConcurrency, type Project, type Target } from '../../model/project.ts';
import { isOpen, type Run } from '../../model/run.ts';
import { inFleet } from '../../plan/fleet.ts';
import { rollback as rollBack } from '../../run/rollback.ts';
import { timed } from '../../run/events.ts';
import { dropOldSnapshots } from '../../run/drop-old-snapshots.ts';
import type { OnConflict } from '../../run/undo-step.ts';
import type { Undone } from '../../run/undo-run.ts';
import { waitingRuns } from '../../run/waiting-runs.ts';
import { hasLedger } from '../../ledger/prepare.ts';
import { readRuns } from '../../ledger/runs.ts';
import { type AdHoc, adHocTarget } from '../ad-hoc-target.ts';
import { undoneInWords } from '../applied-report.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { readTargets } from '../ledger-access.ts';
import { observeRun } from '../observe-run.ts';
import { reportFailures } from '../report-error.ts';
import type { Session } from '../session.ts';
import { alreadyHeld, unknownRun } from '../unknown-run.ts';
import { actor, chooseTargets, inConnection, openConnection, openProject } from '../workspace.ts';

export interface RollbackOptions extends AdHoc {
  readonly all?: boolean | undefined;
  readonly onConflict: OnConflict;
  readonly lockTimeout: number;
  /** Targets at once; default 10. */
  readonly concurrency?: number | undefined;
}

/** Where runs are taken back, and whose. */
interface Place {
  readonly root: string;
  readonly target: Target;
  readonly project: Project | undefined;
  /** Names of all targets of the project; without, runs of every target are taken back. */
  readonly known?: readonly string[] | undefined;
}

/** What was taken back in one target. */
export interface UndoneIn {
  readonly target: string;
  readonly runs: readonly Undone[];
}

/** What a rollback came to in several targets. */
export interface TakenBack {
  readonly undone: readonly UndoneIn[];
  readonly failures: readonly TargetFailure[];
}

/** Takes one run, the runs of one scenario, or everything back. @param options `out` belongs to scripts */
export async function rollback(
  session: Session,
  what: string | undefined,
  options: RollbackOptions & { readonly out?: string | undefined },
): Promise<number> {
  if (options.out !== undefined)
    throw new FaultlineError('INVALID_ARGUMENT', '--out is for the script of --sql', {
      hint: 'Write --sql as well, or leave --out out.',
    });
  const { undone, failures } = await takeBack(session, what, options);
  session.write(
    inFormat(session.options.format, {
      text: () => undoneText(undone),
      json: () => documentText({ formatVersion: 1, targets: undone, ...(failures.length > 0 && { failures }) }),
    }),
  );
  return reportFailures(session, failures);
}

/** The same, without a word about it. */
export async function takeBack(
  session: Session,
  what: string | undefined,
  options: RollbackOptions,
): Promise<TakenBack> {
  const { places, failures: unread } = await rollbackPlaces(session, what, options);
  const { results, failures } = await inFleet(
    places.map(({ target }) => target),
    options.concurrency ?? defaultConcurrency,
    (target) =>
      rollbackIn(
        session,
        places.find((place) => place.target === target)!,
        what,
        options,
      ),
  );
  return { undone: results, failures: [...unread, ...failures] };
}

/**
 * Where something is to be taken back: in every target that is meant, where `what` is active, or at a URL.
 * @throws INVALID_ARGUMENT unless one of `what` and `all` says what; UNKNOWN_RUN
 */
export async function rollbackPlaces(
  session: Session,
  what: string | undefined,
  { all, target, concurrency, ...options }: RollbackOptions,
): Promise<{ readonly places: readonly Place[]; readonly failures: readonly TargetFailure[] }> {
  if ((what === undefined) === (all !== true)) {
    throw new FaultlineError('INVALID_ARGUMENT', 'say what to take back: a run, a scenario, or --all', {
      hint: `List what is active with: faultline status${options.url === undefined ? '' : ', with the same --url'}`,
    });
  }
  const adHoc = adHocTarget(session, { ...options, target });
  if (adHoc) return { places: [{ root: process.cwd(), target: adHoc, project: undefined }], failures: [] };
  const project = await openProject(session);
  const chosen = chooseTargets(project, target);
  const known = project.targets.map(({ name }) => name);
  const placeIn = (each: Target): Place => ({ root: project.root, target: each, project, known });
  if (what === undefined || chosen.length === 1) return { places: chosen.map(placeIn), failures: [] };
  const isWanted = (run: Run) => (run.state === 'applied' || isOpen(run)) && (run.id === what || run.scenario === what);
  const { results, failures } = await readTargets(session, target, concurrency, async (each) => ({
    target: each.target,
    hasIt:
      each.runs.some((run) => run.project === project.name && isWanted(run)) ||
      waitingRuns(each.runs).some((run) => run.project === project.name && run.scenario === what),
    runs: each.runs.filter((run) => run.project === project.name),
    hasLost: each.lost.some(({ id }) => id === what),
  }));
  const found = results.filter(({ hasIt }) => hasIt);
  if (found.length > 0) return { places: found.map((each) => placeIn(each.target)), failures };
  const lost = results.find(({ hasLost }) => hasLost);
  if (lost) return { places: [placeIn(lost.target)], failures };
  if (failures.length > 0) throw fromFailures(failures);
  throw notActive(
    session,
    what,
    results.map((each) => ({ target: each.target.name, runs: each.runs })),
  );
}

/** That nothing of the name is active, and what was probably meant. @param known own runs of the targets that were asked */
function notActive(
  session: Session,
  what: string,
  known: readonly { readonly target: string; readonly runs: readonly Run[] }[],
): FaultlineError {
  const now = session.clock().toISOString();
  const held = known.flatMap(({ target, runs }) => alreadyHeld(what, target, runs, now) ?? []);
  if (held[0] !== undefined) return held[0];
  const active = known.flatMap(({ runs }) => runs.filter(({ state }) => state === 'applied'));
  const where = known.map(({ target }) => target).join(', ');
  return unknownRun(`no active run or scenario "${what}" in ${where}`, what, 'faultline status', active);
}

async function rollbackIn(
  session: Session,
  { root, target, project, known }: Place,
  what: string | undefined,
  options: RollbackOptions,
) {
  const { lockTimeout, onConflict } = options;
  const access = { readOnly: false, lockTimeout };
  const isOwn = (run: Run) => run.project === project?.name && run.target === target.name;
  return inConnection(session, { root }, target, access, async (connection) => {
    const { ledgerSchema, database } = connection.server;
    const runs = await rollBack(connection, {
      schema: ledgerSchema,
      what,
      project: project?.name,
      ...(known !== undefined && { target: { name: target.name, known } }),
      onConflict,
      actor: actor(),
      clock: session.clock,
      lockTimeout,
      emit: timed(observeRun(session), target.name),
      reconnect: () => openConnection(session, { root }, target, access),
    }).catch(async (error: unknown) => {
      if (what === undefined || !hasCode(error, 'UNKNOWN_RUN')) throw error;
      const all = (await hasLedger(connection, ledgerSchema)) ? await readRuns(connection, ledgerSchema) : [];
      if (project) throw notActive(session, what, [{ target: target.name, runs: all.filter(isOwn) }]);
      throw unknownRun(
        `no active run or scenario "${what}" in ${database}`,
        what,
        'faultline status, with the same --url',
        all.filter(({ state }) => state === 'applied'),
      );
    });
    // What is taken back is taken back: snapshots that cannot be dropped now are dropped the next time.
    if (project) {
      const { name, keepSnapshots } = project;
      await dropOldSnapshots(connection, ledgerSchema, name, keepSnapshots, session.clock()).catch(() => undefined);
    }
    // A target that was named by nothing but its URL is called by its database.
    return { target: options.url === undefined ? target.name : database, runs };
  });
}

/** One line for each run that was taken back. */
export function undoneText(undone: readonly UndoneIn[]): string {
  const lines = undone.flatMap(({ target, runs }) =>
    runs.map((each) =>
      each.wasWaiting === true
        ? `Held        ${each.scenario} in ${target}: ${undoneInWords(each)}`
        : `Rolled back ${each.scenario} in ${target}: ${undoneInWords(each)} (run ${each.run})`,
    ),
  );
  return lines.length === 0 ? 'Nothing is active, nothing to take back.\n' : `${lines.join('\n')}\n`;
}
