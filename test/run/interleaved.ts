import type { Connection } from '../../src/model/engine.ts';
import type { Observer, RunEventName } from '../../src/run/events.ts';

/** What others do at a boundary, the number of times it was reached so far being given, from 1. */
export type Interference = Partial<Readonly<Record<RunEventName, (time: number) => Promise<unknown>>>>;

/**
 * An observer, and connections that wait at each boundary until what others do there is done: others come in between
 * exactly there, not by chance.
 */
export function interleaved(interference: Interference): {
  readonly observe: Observer;
  readonly events: readonly RunEventName[];
  readonly through: (connection: Connection) => Connection;
} {
  const events: RunEventName[] = [];
  let pending: Promise<unknown> | undefined;
  return {
    events,
    observe: ({ event }) => {
      events.push(event);
      pending = interference[event]?.(events.filter((each) => each === event).length);
    },
    through: (connection) =>
      new Proxy(connection, {
        get(inner, property) {
          const member: unknown = Reflect.get(inner, property, inner);
          if (typeof member !== 'function') return member;
          return async (...values: unknown[]) => {
            const others = pending;
            pending = undefined;
            await others;
            return Reflect.apply(member, inner, values) as unknown;
          };
        },
      }),
  };
}
