import { FaultlineError } from '../../model/errors.ts';
import type { Project, Target } from '../../model/project.ts';
import { isOpen, type Run } from '../../model/run.ts';
import { rollback as rollBack } from '../../run/rollback.ts';
import { timed } from '../../run/events.ts';
import { sweepSnapshots } from '../../run/sweep-snapshots.ts';
import type { OnConflict } from '../../run/undo-step.ts';
import type { Undone } from '../../run/undo-run.ts';
import { passwordsIn } from '../../scenario/secrets.ts';
import { undoneInWords } from '../applied-report.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { readTargets } from '../ledger-access.ts';
import { observeRun } from '../observe-run.ts';
import type { Session } from '../session.ts';
import { actor, chooseTargets, openConnection, openProject } from '../workspace.ts';

export interface RollbackOptions {
  readonly all?: boolean | undefined;
  /** Heals a database without a repository. */
  readonly url?: string | undefined;
  readonly ledgerSchema?: string | undefined;
  readonly onConflict: OnConflict;
  readonly lockTimeout: number;
  readonly target: readonly string[];
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

/** Takes one run, the runs of one scenario, or everything back. */
export async function rollback(session: Session, what: string | undefined, options: RollbackOptions): Promise<number> {
  const undone = await takeBack(session, what, options);
  session.write(
    inFormat(session.options.format, {
      text: () => undoneText(undone),
      json: () => documentText({ formatVersion: 1, targets: undone }),
    }),
  );
  return 0;
}

/** The same, without a word about it. */
export async function takeBack(
  session: Session,
  what: string | undefined,
  options: RollbackOptions,
): Promise<readonly UndoneIn[]> {
  if ((what === undefined) === (options.all !== true)) {
    throw new FaultlineError('INVALID_ARGUMENT', 'say what to take back: a run, a scenario, or --all', {
      hint: 'List what is active with: faultline status',
    });
  }
  if (options.url !== undefined) for (const secret of passwordsIn(options.url)) session.hide(secret);
  const undone: UndoneIn[] = [];
  for (const place of await placesOf(session, what, options)) {
    try {
      undone.push(await rollbackIn(session, place, what, options));
    } catch (error) {
      throw undone.length === 0 ? error : namingUndone(error, undone);
    }
  }
  return undone;
}

async function placesOf(
  session: Session,
  what: string | undefined,
  { url, ledgerSchema, target }: RollbackOptions,
): Promise<readonly Place[]> {
  if (url !== undefined) {
    const adHoc: Target = {
      name: 'url',
      url,
      environment: 'production',
      protect: [],
      limits: {},
      bind: {},
      ledgerSchema,
      statementTimeout: 600,
    };
    return [{ root: process.cwd(), target: adHoc, project: undefined }];
  }
  const project = await openProject(session);
  const chosen = chooseTargets(project, target);
  const known = project.targets.map(({ name }) => name);
  const placeIn = (each: Target): Place => ({ root: project.root, target: each, project, known });
  if (what === undefined || chosen.length === 1) return chosen.map(placeIn);
  const { targets } = await readTargets(session, target);
  await session.close();
  const isWanted = (run: Run) => (run.state === 'applied' || isOpen(run)) && (run.id === what || run.scenario === what);
  const found = targets.filter(({ runs }) => runs.some((run) => run.project === project.name && isWanted(run)));
  if (found.length > 0) return found.map((each) => placeIn(each.target));
  const lost = targets.find((each) => each.lost.some(({ id }) => id === what));
  if (lost) return [placeIn(lost.target)];
  throw new FaultlineError(
    'UNKNOWN_RUN',
    `no active run or scenario "${what}" in ${chosen.map(({ name }) => name).join(', ')}`,
    { hint: 'List what is active with: faultline status' },
  );
}

async function rollbackIn(
  session: Session,
  { root, target, project, known }: Place,
  what: string | undefined,
  options: RollbackOptions,
) {
  const { lockTimeout, onConflict } = options;
  const connection = await openConnection(session, { root }, target, { readOnly: false, lockTimeout });
  const runs = await rollBack(connection, {
    schema: connection.server.ledgerSchema,
    what,
    project: project?.name,
    ...(known !== undefined && { target: { name: target.name, known } }),
    onConflict,
    actor: actor(),
    clock: session.clock,
    lockTimeout,
    emit: timed(observeRun(session), target.name),
    reconnect: () => openConnection(session, { root }, target, { readOnly: false, lockTimeout }),
  });
  // What is taken back is taken back: snapshots that cannot be swept now are swept the next time.
  if (project) {
    const { name, keepSnapshots } = project;
    await sweepSnapshots(connection, connection.server.ledgerSchema, name, keepSnapshots, session.clock()).catch(
      () => undefined,
    );
  }
  // A target that was named by nothing but its URL is called by its database.
  return { target: options.url === undefined ? target.name : connection.server.database, runs };
}

/** One line for each run that was taken back. */
export function undoneText(undone: readonly UndoneIn[]): string {
  const lines = undone.flatMap(({ target, runs }) =>
    runs.map((each) => `Rolled back ${each.scenario} in ${target}: ${undoneInWords(each)} (run ${each.run})`),
  );
  return lines.length === 0 ? 'Nothing is active, nothing to take back.\n' : `${lines.join('\n')}\n`;
}

function namingUndone(error: unknown, undone: readonly UndoneIn[]): unknown {
  if (!(error instanceof FaultlineError)) return error;
  const targets = undone.map(({ target }) => target).join(', ');
  return new FaultlineError(error.code, `${error.message} (already rolled back: ${targets})`, {
    place: error.place,
    hint: error.hint,
    cause: error,
  });
}
