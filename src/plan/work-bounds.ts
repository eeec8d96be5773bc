import limit from 'p-limit';
import type { Target } from '../model/project.ts';
import { serverOf } from './server-of.ts';

/** Targets of one server that are worked on at once, so that a fleet does not take all of its connections. */
const mostPerServer = 4;

/** Has work in a target wait until it may begin. */
export type WorkBounds = <Result>(target: Target, work: () => Promise<Result>) => Promise<Result>;

/** @param concurrency targets at once @param perServer of them on one server; default 4 */
export function workBounds(concurrency: number, perServer = mostPerServer): WorkBounds {
  const all = limit(concurrency);
  const servers = new Map<string, ReturnType<typeof limit>>();
  return async (target, work) => {
    const server = await serverOf(target);
    const ofServer = servers.get(server) ?? limit(perServer);
    servers.set(server, ofServer);
    return ofServer(() => all(work));
  };
}
