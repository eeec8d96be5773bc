import limit from 'p-limit';
import type { Target } from '../model/project.ts';

/** Targets of one server that are worked on at once, so that a fleet does not take all of its connections. */
const mostPerServer = 4;

/** Has work in a target wait until it may begin. */
export type WorkBounds = <Result>(target: Target, work: () => Promise<Result>) => Promise<Result>;

/** @param concurrency targets at once @param perServer of them on one server; default 4 */
export function workBounds(concurrency: number, perServer = mostPerServer): WorkBounds {
  const all = limit(concurrency);
  const servers = new Map<string, ReturnType<typeof limit>>();
  return (target, work) => {
    const server = serverOf(target.url);
    const ofServer = servers.get(server) ?? limit(perServer);
    servers.set(server, ofServer);
    return ofServer(() => all(work));
  };
}

/** What stands for a server in a URL: its host and port as they are written; the URL itself where it has none. */
export function serverOf(url: string): string {
  return /^[a-z]+:\/\/(?:[^/?]*@)?([^/?]*)/i.exec(url)?.[1] ?? url;
}
