import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../src/model/engine.ts';
import { name, sql } from '../src/sql/sql.ts';
import { byHand, type ByHand } from './by-hand.ts';
import { callCommandLine, type Call } from './call-command-line.ts';
import { connectTo } from './connect-to.ts';
import type { BenchDatabase, EngineName } from './database.ts';
import { timeOf } from './median.ts';
import { anomalies, createOrders, steps, type AnomalyName } from './orders.ts';

const customers = 10;
const tables = 50;

/** What one call of the command line took for all customers, and the same by hand; times in milliseconds. */
export interface Fleet {
  readonly engine: EngineName;
  readonly customers: number;
  /** Of each customer. */
  readonly tables: number;
  /** Of each table. */
  readonly rows: number;
  /** In all tables of all customers. */
  readonly changed: number;
  readonly change: { readonly byHand: number; readonly byFaultline: number };
  readonly takeBack: { readonly byHand: number; readonly byFaultline: number };
  /** Most that the command line had open at once. */
  readonly connections: number;
  /** Highest memory of the command line, in megabytes. */
  readonly peak: number;
}

/** Ten databases on one server, each with fifty tables of orders, half of which lose notes and half get wild amounts. */
export async function measureFleet(server: BenchDatabase, rows: number): Promise<Fleet> {
  const urls = await createCustomers(server, rows);
  const hand = await changeByHand(urls, rows);
  const folder = await mkdtemp(join(tmpdir(), 'faultline-fleet-'));
  try {
    const env = await writeProject(folder, urls);
    const applied = await callCommandLine(folder, env, server, ['apply', '--auto-approve']);
    const undone = await callCommandLine(folder, env, server, ['rollback', '--all']);
    expectEveryRow(applied, urls.length);
    return {
      engine: server.engine,
      customers,
      tables,
      rows,
      changed: hand.changed,
      change: { byHand: hand.change, byFaultline: applied.time },
      takeBack: { byHand: hand.takeBack, byFaultline: undone.time },
      connections: Math.max(applied.connections, undone.connections),
      peak: Math.max(applied.peak, undone.peak),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function createCustomers(server: BenchDatabase, rows: number): Promise<readonly string[]> {
  const administration = await server.connect();
  const urls: string[] = [];
  for (let customer = 1; customer <= customers; customer += 1) {
    await administration.execute(sql`create database ${name(`customer_${customer}`)}`);
    const url = new URL(server.url);
    url.pathname = `/customer_${customer}`;
    urls.push(url.href);
    const connection = await connectTo(url.href);
    await createOrders(connection, rows, 'integer');
    for (let table = 1; table <= tables; table += 1) await copyOrders(connection, tableName(table));
    await connection.execute(sql`drop table orders`);
    if (server.engine === 'postgres') await connection.execute(sql`vacuum analyze`);
    await connection.close();
    process.stderr.write(`${server.engine}, customer ${customer}: ${tables} tables\n`);
  }
  await administration.close();
  return urls;
}

async function copyOrders(connection: Connection, table: string): Promise<void> {
  const like = connection.server.product === 'MariaDB' ? sql`like orders` : sql`(like orders including all)`;
  await connection.execute(sql`create table ${name(table)} ${like}`);
  await connection.execute(sql`insert into ${name(table)} select * from orders`);
}

interface HandWork {
  readonly changed: number;
  readonly change: number;
  readonly takeBack: number;
}

async function changeByHand(urls: readonly string[], rows: number): Promise<HandWork> {
  let [changed, change, takeBack] = [0, 0, 0];
  for (const url of urls) {
    const connection = await connectTo(url);
    const work: ByHand[] = [];
    for (let table = 1; table <= tables; table += 1) {
      const amount = rowsOf(anomalyOf(table), rows);
      work.push(byHand(connection, anomalyOf(table), amount, { table: tableName(table), kept: `kept_${table}` }));
      changed += amount;
    }
    change += await timeOf(async () => {
      for (const each of work) await each.change(connection);
    });
    takeBack += await timeOf(async () => {
      for (const each of work) await each.takeBack(connection);
    });
    for (const each of work) await each.tidyUp(connection);
    await connection.close();
  }
  return { changed, change, takeBack };
}

/** @returns the variables of the targets' URLs */
async function writeProject(folder: string, urls: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const targets = urls.map(
    (_, index) => `  customer-${index + 1}: {url: "\${env:CUSTOMER_${index + 1}}", environment: test}\n`,
  );
  const head = 'apiVersion: faultline/v1\n';
  await writeFile(
    join(folder, 'faultline.yaml'),
    `${head}kind: Project\nproject: bench\ntargets:\n${targets.join('')}`,
  );
  const lines = Array.from({ length: tables }, (_, index) => stepOf(index + 1));
  await mkdir(join(folder, 'scenarios'));
  await writeFile(
    join(folder, 'scenarios/everywhere.yaml'),
    `${head}kind: Scenario\nname: everywhere\ntarget: customer-*\nsteps:\n${lines.join('')}`,
  );
  return Object.fromEntries(urls.map((url, index) => [`CUSTOMER_${index + 1}`, url]));
}

function stepOf(table: number): string {
  const step = steps[anomalyOf(table)]
    .replace(/id: \w+/, `id: step-${table}`)
    .replace('table: orders', `table: ${tableName(table)}`);
  return `  ${step}\n`;
}

function anomalyOf(table: number): AnomalyName {
  return anomalies[table % anomalies.length]!;
}

/** As the steps say: 5 % of the nine in ten rows that have a note, 1 % of all. */
function rowsOf(anomaly: AnomalyName, rows: number): number {
  return Math.round(anomaly === 'null-spike' ? rows * 0.9 * 0.05 : rows * 0.01);
}

function tableName(table: number): string {
  return `orders_${String(table).padStart(2, '0')}`;
}

function expectEveryRow({ output }: Call, targets: number): void {
  const injected = output.match(/^Injected everywhere into customer-\d+/gm) ?? [];
  if (injected.length !== targets) throw new Error(`applied to ${injected.length} of ${targets} customers:\n${output}`);
}
