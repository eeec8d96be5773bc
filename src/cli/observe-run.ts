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
  swept: { level: 'info', says: 'arrivals taken' },
  committing: { level: 'debug', says: 'committing' },
  committed: { level: 'info', says: 'committed' },
  retry: { level: 'warn', says: 'others were in the way, trying again' },
};

/** What is done once its transaction is committed, and undone with it. */
const isUncommitted = new Set<RunEventName>(['undone', 'changed', 'swept']);

/**
 * Writes the boundaries of an apply or a rollback to the log, and what comes after each to the terminal. What happens in
 * a transaction is written when it is committed, and never where it is undone.
 */
export function observeRun({ log, progress, changed }: Session): Observer {
  const waiting = new Map<string, readonly RunEvent[]>();
  const write = ({ event: name, ...fields }: RunEvent) => {
    const { level, says } = events[name];
    log[level](says, fields satisfies LogFields);
  };
  return (event) => {
    const { event: name, target } = event;
    progress.show(`${target}: ${nextOf(event)}`);
    if (isUncommitted.has(name)) {
      waiting.set(target, [...(waiting.get(target) ?? []), event]);
      return;
    }
    if (name === 'committed') {
      changed.add(target);
      for (const each of waiting.get(target) ?? []) write(each);
    }
    // A transaction begins with the lock.
    if (name === 'committed' || name === 'locked') waiting.delete(target);
    write(event);
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
    case 'swept':
      return `${formatRows(rows ?? 0)} taken (${step})`;
    case 'committing':
      return 'committing';
    case 'committed':
      return 'done';
    case 'retry':
      return 'waiting for others';
  }
}
