import type { LogFields } from '../model/log.ts';
import { formatRows } from '../output/format-number.ts';
import type { Observer, RunEvent, RunEventName } from '../run/events.ts';
import type { Session } from './session.ts';

/** What the log calls the boundaries of an apply or a rollback; those at level info are the ones that a person asks for later. */
const events: Readonly<Record<RunEventName, { readonly level: 'info' | 'debug' | 'warn'; readonly says: string }>> = {
  replanned: { level: 'info', says: 'planned anew within the bounds of the approval' },
  prepared: { level: 'debug', says: 'run prepared' },
  locked: { level: 'debug', says: 'target locked' },
  undone: { level: 'info', says: 'run taken back' },
  snapshot: { level: 'debug', says: 'snapshot taken' },
  altering: { level: 'debug', says: 'alteration begun' },
  changed: { level: 'info', says: 'step applied' },
  committing: { level: 'debug', says: 'committing' },
  committed: { level: 'info', says: 'committed' },
  retry: { level: 'warn', says: 'others were in the way, trying again' },
};

/** Writes the boundaries of an apply or a rollback to the log, and what comes after each to the terminal. */
export function observeRun({ log, progress, changed }: Session): Observer {
  return (event) => {
    const { event: name, ...fields } = event;
    const { level, says } = events[name];
    if (name === 'committed') changed.add(event.target);
    log[level](says, fields satisfies LogFields);
    progress.show(`${event.target}: ${nextOf(event)}`);
  };
}

/** What is going on after an event. */
function nextOf({ event, step, scenario, rows }: RunEvent): string {
  switch (event) {
    case 'replanned':
      return `${scenario} is planned anew`;
    case 'prepared':
      return 'waiting for its turn';
    case 'locked':
      return 'choosing rows';
    case 'undone':
      return `${scenario} is taken back`;
    case 'snapshot':
      return `changing ${formatRows(rows ?? 0)} (${step})`;
    case 'altering':
      return `${scenario} alters its tables`;
    case 'changed':
      return `${formatRows(rows ?? 0)} changed (${step})`;
    case 'committing':
      return 'committing';
    case 'committed':
      return 'done';
    case 'retry':
      return 'waiting for others';
  }
}
