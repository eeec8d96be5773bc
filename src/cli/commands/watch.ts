import { setTimeout as sleep } from 'node:timers/promises';
import { exitCodes } from '../../model/error-codes.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import { afterEvent, unwatched } from '../../run/watch/health.ts';
import type { WatchEvent } from '../../run/watch/events.ts';
import { watch as watchTargets } from '../../run/watch/watch.ts';
import { inFormat } from '../choose-format.ts';
import { redacted } from '../report-error.ts';
import type { Session } from '../session.ts';
import { toFaultlineError } from '../to-faultline-error.ts';
import { openFileChanges } from '../watch/file-changes.ts';
import { openHealthServer } from '../watch/health-server.ts';
import { loadWatched } from '../watch/load-watched.ts';
import { logWatchEvent } from '../watch/log-watch-event.ts';
import { lookAtFiles } from '../watch/look-at-files.ts';
import { sweepOne } from '../watch/sweep-one.ts';
import { openProject } from '../workspace.ts';
import { type ApplyOptions, convergeOne } from './apply.ts';

/** Milliseconds, an hour: as often as a workflow on a schedule would. */
const interval = 3_600_000;

/** Milliseconds that connections half made may take to end. */
const patience = 1_000;

export interface WatchOptions extends Omit<ApplyOptions, 'prune'> {
  readonly concurrency: number;
  /** Absent: nothing listens. */
  readonly healthPort?: number | undefined;
  readonly healthHost: string;
}

/** Converges targets now, at each due time and when files change, until a signal ends it. */
export async function watch(session: Session, paths: readonly string[], options: WatchOptions): Promise<number> {
  checkOptions(session, options);
  const first = await openProject(session);
  // Looked at before they are read: a change in between is then one that comes after.
  let watched = first;
  const changes = await openFileChanges({ look: () => lookAtFiles(watched) });
  let health = unwatched;
  let isUnsettled = false;
  const { log, signal, clock, redact } = session;
  const observe = (event: WatchEvent) => {
    if (event.event === 'files' && event.generation === 0) session.write(startLine(first.name, options));
    health = afterEvent(health, event);
    logWatchEvent(log, event);
    if (event.event === 'failed' && signal.aborted) isUnsettled ||= hasCode(event.error, 'RECOVERY_NEEDED');
  };
  const server =
    options.healthPort === undefined
      ? undefined
      : await openHealthServer({
          host: options.healthHost,
          port: options.healthPort,
          health: () => health,
          clock,
          redact,
        });
  if (server !== undefined) log.info('health is told', { url: `http://${options.healthHost}:${server.port}/healthz` });
  const service = inService(session);
  try {
    await watchTargets({
      async load() {
        const loaded = await loadWatched(session, first, paths, options.target);
        watched = loaded.workspace.project;
        return loaded;
      },
      changes,
      converge: ({ workspace }, target) =>
        convergeOne(service, workspace, target, options).catch((error: unknown) => {
          throw redacted(toFaultlineError(error, session), redact);
        }),
      sweep: ({ workspace }, target, isDue) =>
        sweepOne(service, workspace, target, isDue, options.lockTimeout).catch((error: unknown) => {
          throw redacted(toFaultlineError(error, session), redact);
        }),
      concurrency: options.concurrency,
      interval,
      clock,
      wait: (milliseconds, awake) => sleep(milliseconds, undefined, { signal: awake }).catch(() => undefined),
      random: Math.random,
      signal,
      observe,
    });
  } finally {
    changes.close();
    await server?.close();
  }
  log.info('watch ended; what is active stays active', { signal: String(signal.reason) });
  const code = isUnsettled ? exitCodes.recoveryNeeded : exitCodes.done;
  // A server that does not answer is not waited for: nothing was asked of it.
  setTimeout(() => process.exit(code), patience).unref();
  return code;
}

/** @throws NOT_APPROVED; INVALID_ARGUMENT for a form other than text */
function checkOptions({ options: { format } }: Session, { autoApprove }: WatchOptions): void {
  inFormat(format, { text: () => '' });
  if (autoApprove === true) return;
  throw new FaultlineError('NOT_APPROVED', 'watch applies what nobody is asked about; nothing was changed', {
    hint: 'Pass --auto-approve if the scenario files are reviewed before they come here.',
  });
}

function startLine(project: string, { target }: WatchOptions): string {
  const where = target.length === 0 ? 'all targets' : target.join(', ');
  return `Watching ${where} of ${project}. Ctrl+C ends it; what is active then stays active.\n`;
}

/** A session of months: without a line of progress, and without keeping connections that are closed by whoever opened them. */
function inService(session: Session): Session {
  return {
    ...session,
    progress: { show() {}, clear() {}, stop() {} },
    changed: new Set(),
    track: (connection) => connection,
  };
}
