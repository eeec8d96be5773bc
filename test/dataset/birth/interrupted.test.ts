import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalog } from '../../../src/anomaly/registry.ts';
import { brokenSources, type BirthEvent } from '../../../src/dataset/birth/broken-sources.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';
import { shop, withBroken } from './broken.ts';

const anomalies = `now: 2026-11-21
anomalies:
  - {id: lost, anomaly: null-spike, table: customers, column: email}
  - {id: renamed, anomaly: column-renamed, table: customers, column: age}
  - {id: notes, anomaly: null-spike, table: orders, column: note}`;

test.each(['made', 'broken', 'settled'] as const)('is interrupted once rows are %s', async (moment) => {
  const dataset = datasetOf(shop.trim(), anomalies);
  const sources = await sourcesOf(dataset);
  const folder = await mkdtemp(join(tmpdir(), 'faultline-birth-'));
  const stopping = new AbortController();
  const seen: string[] = [];
  const observe = ({ event }: BirthEvent) => {
    seen.push(event);
    if (event === moment) stopping.abort();
  };
  try {
    await expect(
      brokenSources({ dataset, sources, catalog, folder, workers: 1, signal: stopping.signal, observe }),
    ).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(seen.at(-1)).toBe(moment);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('steps of tables that are not made are left out, and parts that were made on the way are gone', async () => {
  const steps = `
- {id: lost, anomaly: null-spike, table: customers, column: email, volume: 4 rows}
- {id: notes, anomaly: null-spike, table: orders, column: note, volume: 4 rows}`;
  const withoutCustomers = async (dataset: Parameters<typeof sourcesOf>[0]) =>
    (await sourcesOf(dataset)).filter(({ table }) => table.name.name === 'orders');
  await withBroken(
    shop,
    steps,
    async ({ labels, folder }) => {
      expect(new Set(labels.map(({ table }) => table))).toEqual(new Set(['orders']));
      expect((await readdir(folder)).filter((file) => file.startsWith('part-'))).toEqual([]);
    },
    { sourcesFrom: withoutCustomers },
  );
});

test('of a part of the rows, what is broken and counted is that part', async () => {
  await withBroken(
    shop.replace('rows: 1000', 'rows: 1000\n  from: 300\n  to: 399'),
    '{volume: 10%, mix: [{anomaly: null-spike, table: customers, column: email}]}',
    ({ clean, rows, labels, sources }) => {
      expect(labels).toHaveLength(10);
      expect(rows['customers']!.map(({ id }) => id)).toEqual(clean['customers']!.map(({ id }) => id));
      expect(sources.sources[0]).toMatchObject({ from: 0, to: 100 });
    },
  );
});
