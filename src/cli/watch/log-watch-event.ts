import type { FaultlineError } from '../../model/errors.ts';
import { hasCode } from '../../model/errors.ts';
import type { Log, LogFields } from '../../model/log.ts';
import { formatPlace } from '../../model/place.ts';
import type { WatchEvent } from '../../run/watch/events.ts';
import { problemsOf } from '../report-error.ts';

/** Writes what happens while targets are watched to the log. */
export function logWatchEvent(log: Log, event: WatchEvent): void {
  switch (event.event) {
    case 'files':
      return log.info(event.generation === 0 ? 'watching' : 'files changed', {
        targets: event.targets.join(', '),
        scenarios: event.scenarios,
      });
    case 'files refused':
      return logProblems(event.error, (message, fields) =>
        log.error(`${message}; the files before stay in force`, fields),
      );
    case 'files restored':
      return log.info('files are as before');
    case 'begun':
      return log.debug('round begun', { target: event.target });
    case 'converged':
      return logConverged(log, event);
    case 'failed':
      return logFailed(log, event);
    case 'swept':
      return logRefused(log, event);
    case 'sweep failed':
      return logProblems(event.error, (message, fields) =>
        log[hasCode(event.error, 'LOCKED') ? 'info' : 'warn'](`no arrivals were taken: ${message}`, {
          target: event.target,
          ...fields,
        }),
      );
    case 'clock set back':
      return log.warn('the clock was set back', { target: event.target });
    case 'left':
      return log.info('target is no longer watched; what is active there stays active', { target: event.target });
  }
}

function logConverged(
  log: Log,
  { target, converged: { applied }, failures, nextDue }: Extract<WatchEvent, { event: 'converged' }>,
): void {
  const injected = applied.flatMap((each) => each.injected.map(({ scenario }) => scenario));
  const healed = applied.flatMap((each) => each.undone.map(({ scenario }) => scenario));
  const fields = {
    target,
    ...(injected.length > 0 && { injected: injected.join(', ') }),
    ...(healed.length > 0 && { healed: healed.join(', ') }),
    ...(failures > 0 && { failedBefore: failures }),
    nextDue: nextDue ?? 'when a file changes',
  };
  log.info(injected.length + healed.length === 0 ? 'nothing to do' : 'converged', fields);
}

/** Others at work in the target are no failure: it is looked at again soon. */
function logFailed(log: Log, { target, error, failures, retryAt }: Extract<WatchEvent, { event: 'failed' }>): void {
  const isQuiet = hasCode(error, 'STALE_PLAN', 'LOCKED');
  logProblems(error, (message, fields) =>
    log[isQuiet ? 'info' : 'error'](isQuiet ? `others are at work: ${message}` : message, {
      target,
      ...fields,
      failures,
      retryAt,
    }),
  );
}

/** What was taken is in the log by the run's own events. */
function logRefused(log: Log, { target, swept: { refused } }: Extract<WatchEvent, { event: 'swept' }>): void {
  for (const { run, scenario, error } of refused)
    logProblems(error, (message, fields) =>
      log.warn(`no arrivals are taken: ${message}`, { target, run, scenario, ...fields }),
    );
}

function logProblems(error: FaultlineError, write: (message: string, fields: LogFields) => void): void {
  for (const { code, message, place, hint } of problemsOf(error))
    write(message, { code, ...(place && { place: formatPlace(place) }), ...(hint !== undefined && { hint }) });
}
