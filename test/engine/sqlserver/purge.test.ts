import { beforeAll, expect, it } from 'vitest';
import { dialectOf } from '../../../src/engine/sqlserver/dialect.ts';
import { latest } from '../../../src/engine/sqlserver/server-facts.ts';
import { markPurged } from '../../../src/ledger/purge-mark.ts';
import { readRuns } from '../../../src/ledger/runs.ts';
import { certifyTable } from '../../../src/run/certify-table.ts';
import { compareEnded } from '../../../src/run/compare-ended.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';
import { recorder, rowsOfStep } from '../statement-recorder.ts';
import { complaintsAbout, loadParser } from './parse.ts';
import { orders, tables } from './shop-tables.ts';

const now = new Date('2026-11-20T09:00:00Z');
const volume = `during: all, volume: ${rowsOfStep} rows`;
const dialect = dialectOf(latest);
const server = {
  product: 'SQL Server',
  version: '16.0.4135.4',
  database: 'shop',
  user: 'dbo',
  defaultSchema: 'dbo',
  ledgerSchema: 'faultline',
};

beforeAll(loadParser);

it('what a purge asks, marks and drops is what was reviewed, and T-SQL', async () => {
  const shop = recorder({ dialect, server, tables });
  const nothing = () => Promise.reject(new Error('no database'));
  const database = {
    url: 'sqlserver:',
    ledgerSchema: 'faultline',
    connect: () => shop.connect(),
    copy: nothing,
    drop: nothing,
  };
  const scenario = scenarioOf(
    'reviewed',
    `- {id: s1, table: orders, anomaly: null-spike, column: customer, ${volume}}
- {id: s2, table: orders, anomaly: typo, column: customer, ${volume}}
- {id: s3, table: numbered, anomaly: duplicate-row, ${volume}}`,
  );
  await benchFor(database).converge([scenario], { now });
  // Snapshots are there, as the ledger says.
  const connection = { ...(await shop.connect()), hasTable: async () => true };
  const [found] = await readRuns(connection, 'faultline');
  const [run] = await readRuns(connection, 'faultline', { id: found!.id });
  expect(run!.steps).toHaveLength(3);
  shop.take();
  // Another one with the same cells, beneath it.
  const beneath = { ...run!, sequence: run!.sequence - 1 };
  for (const step of run!.steps) await compareEnded(connection, run!, step, [beneath, run!]);
  await certifyTable(connection, orders.name);
  await markPurged(connection, 'faultline');
  await connection.execute(dialect.dropSchema!("it's ] faultline"));
  const texts = shop.take().map(({ text }) => text.replaceAll(/snapshot_[a-z0-9]+_/gu, 'snapshot_run_'));
  await expect(`${texts.join(';\n\n')};\n`).toMatchFileSnapshot('sql/purge.sql');
  for (const text of texts) expect(complaintsAbout(text), text).toEqual([]);
});
