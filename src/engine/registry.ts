import type { Engine } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';

const loaders: ReadonlyMap<string, () => Promise<Engine>> = new Map([
  ['postgres', loadPostgres],
  ['postgresql', loadPostgres],
  ['mysql', loadMySql],
  ['mariadb', loadMySql],
  ['sqlserver', loadSqlServer],
  ['oracle', loadOracle],
  ['duckdb', loadDuckDb],
  ['files', loadFiles],
]);

/**
 * The engine that a URL asks for by its scheme; no other engine's code is loaded.
 * @throws UNSUPPORTED for a scheme that no engine answers to
 */
export async function engineFor(url: string): Promise<Engine> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  const load = loaders.get(scheme ?? '');
  if (load) return load();
  const found =
    scheme === undefined ? 'the URL of the target has no scheme' : `no engine for URLs that start with "${scheme}:"`;
  throw new FaultlineError('UNSUPPORTED', found, {
    hint: `Known are ${[...loaders.keys()].map((known) => `${known}:`).join(', ')}.`,
  });
}

async function loadPostgres(): Promise<Engine> {
  return (await import('./postgres/engine.ts')).engine;
}

async function loadMySql(): Promise<Engine> {
  return (await import('./mysql/engine.ts')).engine;
}

async function loadSqlServer(): Promise<Engine> {
  return (await import('./sqlserver/engine.ts')).engine;
}

async function loadOracle(): Promise<Engine> {
  return (await import('./oracle/engine.ts')).engine;
}

async function loadDuckDb(): Promise<Engine> {
  return (await import('./duckdb/engine.ts')).engine;
}

async function loadFiles(): Promise<Engine> {
  return (await import('./files/engine.ts')).engine;
}
