import type { Observer } from '../run/events.ts';
import type { Session } from './session.ts';

/** Writes the boundaries of an apply or a rollback to the log. */
export function logEvents({ log }: Session): Observer {
  return ({ event, ...fields }) => {
    const isMilestone = event === 'changed' || event === 'undone' || event === 'committed' || event === 'retry';
    log[isMilestone ? 'info' : 'debug'](event, fields);
  };
}
