import type { TestProject } from 'vitest/node';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Maintenance database of the server of this run; its user may create databases and roles. */
    postgresUrl: string;
  }
}

let server: PostgresServer | undefined;

/** Starts one server for the whole run, unless the environment names another. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env['FAULTLINE_TEST_POSTGRES_URL'];
  server = given === undefined ? await startPostgres({ isDurable: false }) : undefined;
  project.provide('postgresUrl', server?.url ?? given ?? '');
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
