import { DuckDBInstance } from '@duckdb/node-api';
import { spawn } from 'node:child_process';
import { scriptStatements, scriptText } from '../../src/output/script-text.ts';
import type { Script } from '../../src/model/script.ts';
import { findProgram } from '../support/find-program.ts';
import type { TestDatabase } from '../support/engines.ts';

/** What came of a script that somebody ran by hand. */
export interface ByHand {
  readonly isDone: boolean;
  /** What the client said. */
  readonly said: string;
}

/** Runs a script as a person would: by the database's own client, where it has one here, else by its driver. */
export async function runByHand(database: TestDatabase, script: Script): Promise<ByHand> {
  const { url } = database;
  if (url.startsWith('duckdb:')) return runInDuckDb(url.slice('duckdb:'.length), script);
  const text = scriptText([script]);
  if (url.startsWith('postgres')) return runIn('psql', ['--no-psqlrc', '--quiet', url], text);
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const socket = searchParams.get('socketPath') ?? searchParams.get('socket');
  const place = socket === null ? [`--host=${hostname}`, `--port=${port}`, '--protocol=tcp'] : [`--socket=${socket}`];
  return runIn(
    url.startsWith('mariadb') ? 'mariadb' : 'mysql',
    [
      '--no-defaults',
      ...place,
      `--user=${decodeURIComponent(username)}`,
      '--batch',
      decodeURIComponent(pathname.slice(1)),
    ],
    text,
    { MYSQL_PWD: decodeURIComponent(password) },
  );
}

/** Statement by statement, as its command line does. The optimiser's setting is one of instances here. */
async function runInDuckDb(path: string, script: Script): Promise<ByHand> {
  const instance = await DuckDBInstance.create(path, { disabled_optimizers: 'join_filter_pushdown' });
  const client = await instance.connect();
  try {
    await client.run("set TimeZone = 'UTC'");
    for (const statement of scriptStatements(script)) await client.run(statement);
    return { isDone: true, said: '' };
  } catch (error) {
    return { isDone: false, said: String(error) };
  } finally {
    client.closeSync();
    instance.closeSync();
  }
}

async function runIn(
  program: string,
  options: readonly string[],
  text: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ByHand> {
  const found = await findProgram(program);
  if (found === undefined) throw new Error(`no ${program} on this machine`);
  return new Promise((resolve, reject) => {
    const child = spawn(found, options, { env: { ...process.env, ...env } });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ isDone: code === 0, said }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(text);
  });
}
