import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchDatabase } from './database.ts';
import { createOrders, type AnomalyName } from './orders.ts';

/** Who makes the change in a process of its own. */
export const clients = ['by hand', 'by Faultline'] as const;
export type Client = (typeof clients)[number];

/** Highest memory that a process ever had, in megabytes. */
export interface Memory {
  readonly engine: BenchDatabase['engine'];
  readonly anomaly: AnomalyName;
  readonly rows: number;
  readonly peak: Readonly<Record<Client, number>>;
}

const script = fileURLToPath(new URL('memory-child.ts', import.meta.url));

/** Compiled code that the first process leaves for the second, which then needs no memory for a compiler, as the package does not. */
const compileCache = join(tmpdir(), 'faultline-bench-cache');

/** Makes the table, then has a process of its own for each client change it and take the change back. */
export async function measureMemory(database: BenchDatabase, rows: number, anomaly: AnomalyName): Promise<Memory> {
  const connection = await database.connect();
  await createOrders(connection, rows, 'integer');
  await database.settle(connection);
  // A DuckDB file belongs to one process at a time.
  await connection.close();
  const peak = { 'by hand': 0, 'by Faultline': 0 };
  for (const client of clients) {
    work(database.url, anomaly, client);
    peak[client] = work(database.url, anomaly, client);
  }
  return { engine: database.engine, anomaly, rows, peak };
}

/** @returns megabytes */
function work(url: string, anomaly: AnomalyName, client: Client): number {
  const env = { ...process.env, NODE_COMPILE_CACHE: compileCache };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, url, anomaly, client], {
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Error(`the change ${client} failed: ${stderr}`);
  return Number(stdout) / 1024;
}
