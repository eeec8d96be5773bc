import type { TestProject } from 'vitest/node';
import type { ServerName, ServerOfRun } from './engine-names.ts';
import { startServers, type Servers } from './servers.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of each engine that has servers; its user may create databases, and users. */
    servers: Readonly<Record<ServerName, ServerOfRun>>;
    /** Maintenance database of the PostgreSQL server of this run; its user may create databases and roles. */
    postgresUrl: string;
  }
}

let servers: Servers | undefined;

/** Starts one server of each engine for the whole run, unless the environment names another. */
export async function setup(project: TestProject): Promise<void> {
  servers = await startServers();
  const { found } = servers;
  // It comes with `npm ci`, and tests of every folder need it.
  if ('missing' in found.postgres) {
    await servers.stop();
    throw new Error(found.postgres.missing);
  }
  for (const [engine, server] of Object.entries(found))
    if ('missing' in server) process.stderr.write(`Without ${engine}: ${server.missing}\n`);
  project.provide('servers', found);
  project.provide('postgresUrl', found.postgres.url);
}

export async function teardown(): Promise<void> {
  await servers?.stop();
}
