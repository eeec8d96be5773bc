import { expect, it } from 'vitest';
import { markPurged } from '../../../src/ledger/purge-mark.ts';
import { readRuns } from '../../../src/ledger/runs.ts';
import { certifyTable } from '../../../src/run/certify-table.ts';
import { compareEnded } from '../../../src/run/compare-ended.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';
import { rowsOfStep } from '../statement-recorder.ts';
import { recordedShop, review } from './review.ts';
import { orders } from './shop-tables.ts';

const now = new Date('2026-11-20T09:00:00Z');
const volume = `during: all, volume: ${rowsOfStep} rows`;

it('on Oracle what a purge asks and marks is as reviewed', { timeout: 300_000 }, async () => {
  const shop = recordedShop();
  const bench = benchFor(shop.database);
  const scenario = scenarioOf(
    'reviewed',
    `- {id: s1, table: ORDERS, anomaly: null-spike, column: CUSTOMER, ${volume}}
- {id: s2, table: ORDERS, anomaly: typo, column: CUSTOMER, ${volume}}
- {id: s3, table: NUMBERED, anomaly: duplicate-row, ${volume}}`,
  );
  await bench.converge([scenario], { now });
  const recorded = await shop.connect();
  // Snapshots are there, as the ledger says.
  const connection = { ...recorded, hasTable: async () => true };
  const [found] = await readRuns(connection, 'SHOP');
  const [run] = await readRuns(connection, 'SHOP', { id: found!.id });
  expect(run!.steps).toHaveLength(3);
  shop.take();
  // Another one with the same cells, beneath it.
  const beneath = { ...run!, sequence: run!.sequence - 1 };
  for (const step of run!.steps) await compareEnded(connection, run!, step, [beneath, run!]);
  const compared = shop.take();
  await certifyTable(connection, orders.name);
  const certified = shop.take();
  await markPurged(connection, 'SHOP');
  await review('purge', { 'how rows of ended runs stand': compared, tables: certified, mark: shop.take() });
  // A schema is a user: it is not ours to drop.
  expect(connection.dialect.dropSchema).toBeUndefined();
});
