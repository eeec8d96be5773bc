import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from '../src/sql/sql.ts';
import type { BenchDatabase } from './database.ts';

/** What one call of the command line took. */
export interface Call {
  readonly output: string;
  /** Milliseconds, start-up included. */
  readonly time: number;
  /** Most connections to the customers' databases at once, as the server counted them every 20 ms. */
  readonly connections: number;
  /** Highest memory, in megabytes. */
  readonly peak: number;
}

const script = fileURLToPath(new URL('command-line-child.ts', import.meta.url));
const interval = 20;

/** Calls `faultline …` in a process of its own. @throws what it printed, where it fails */
export async function callCommandLine(
  folder: string,
  env: Readonly<Record<string, string>>,
  server: BenchDatabase,
  words: readonly string[],
): Promise<Call> {
  const watching = new AbortController();
  const connections = mostConnections(server, watching.signal);
  const started = performance.now();
  const child = spawn(process.execPath, [script, ...words, '--project', folder], {
    env: { ...process.env, ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let [stdout, stderr, peak] = ['', '', 0];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.on('message', (kilobytes: number) => (peak = kilobytes / 1024));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  const time = performance.now() - started;
  watching.abort();
  if (code !== 0) throw new Error(`faultline ${words.join(' ')} ended with ${code}:\n${stderr}`);
  return { output: stdout, time, peak, connections: await connections };
}

async function mostConnections(server: BenchDatabase, signal: AbortSignal): Promise<number> {
  const connection = await server.connect();
  const question =
    server.engine === 'mariadb'
      ? sql`select count(*) as found from information_schema.processlist where db like 'customer%'`
      : sql`select count(*) as found from pg_stat_activity where datname like 'customer%' and backend_type = 'client backend'`;
  let most = 0;
  while (!signal.aborted) {
    const [row] = await connection.query(question);
    most = Math.max(most, Number(row?.['found']));
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
  await connection.close();
  return most;
}
