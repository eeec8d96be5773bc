import { inject } from 'vitest';
import { createDuckDbDatabase } from './duckdb-database.ts';
import { engineNames, enginesIn, type EngineName } from './engine-names.ts';
import { createPostgresDatabase } from './postgres-database.ts';
import type { TestDatabase } from './test-database.ts';

export interface TestEngine<Name extends EngineName = EngineName> {
  readonly name: Name;
  createDatabase(): Promise<TestDatabase>;
}

export interface MissingEngine {
  readonly name: EngineName;
  readonly reason: string;
  /** FAULTLINE_TEST_REQUIRE lists it. */
  readonly isRequired: boolean;
}

export const postgres: TestEngine<'postgres'> = { name: 'postgres', createDatabase: () => createPostgresDatabase() };
export const duckdb: TestEngine<'duckdb'> = { name: 'duckdb', createDatabase: () => createDuckDbDatabase() };

// Their drivers are loaded by the suites that use them.
const known: Readonly<Record<EngineName, TestEngine>> = {
  postgres,
  duckdb,
  mariadb: {
    name: 'mariadb',
    createDatabase: async () => (await import('./mysql-database.ts')).createMySqlDatabase('mariadb'),
  },
  mysql: {
    name: 'mysql',
    createDatabase: async () => (await import('./mysql-database.ts')).createMySqlDatabase('mysql'),
  },
  sqlserver: {
    name: 'sqlserver',
    createDatabase: async () => (await import('./sqlserver-database.ts')).createSqlServerDatabase(),
  },
  oracle: {
    name: 'oracle',
    createDatabase: async () => (await import('./oracle-database.ts')).createOracleDatabase(),
  },
};

/**
 * The engines that come with `npm ci` and read the same SQL: for suites that write some of their own.
 * `describe.each(testEngines)('… on $name', (engine) => …)`
 */
export const testEngines: readonly TestEngine<'postgres' | 'duckdb'>[] = [postgres, duckdb];

/** Engines that have no server in this run, and why. */
export const missingEngines: readonly MissingEngine[] = engineNames.flatMap((name) => {
  const server = name === 'duckdb' ? undefined : inject('servers')[name];
  if (server === undefined || 'url' in server) return [];
  return [{ name, reason: server.missing, isRequired: enginesIn('FAULTLINE_TEST_REQUIRE').includes(name) }];
});

/** Every engine that has a server in this run: for suites that compose their SQL from the dialect. */
export const allTestEngines: readonly TestEngine[] = engineNames
  .filter((name) => missingEngines.every((missing) => missing.name !== name))
  .map((name) => known[name]);

export { createDuckDbDatabase } from './duckdb-database.ts';
export type { EngineName } from './engine-names.ts';
export { administer, createPostgresDatabase } from './postgres-database.ts';
export type { TestDatabase } from './test-database.ts';
