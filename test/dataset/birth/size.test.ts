import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalog } from '../../../src/anomaly/registry.ts';
import { brokenSources } from '../../../src/dataset/birth/broken-sources.ts';
import { sql } from '../../../src/sql/sql.ts';
import { collectGarbage } from '../../support/collect-garbage.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';

const count = 1_000_000;

/** What the database, two makers of rows and the process around them may take, as their limits have it. */
const room = (512 + 2 * 128 + 256) * 1024 * 1024;

test('a million rows are broken and labelled in the memory that DuckDB is given', { timeout: 120_000 }, async () => {
  const table = `
events:
  rows: ${count}
  columns:
    note: {expression: "repeat('a long text ', 20) || amount", as: VARCHAR}
    amount: {type: integer, from: 1, to: 100000}`;
  const dataset = datasetOf(
    table.trim(),
    'now: 2026-11-21\nanomalies: [{id: lost, anomaly: zero-spike, table: events, column: amount, volume: 10%}]',
  );
  const sources = await sourcesOf(dataset);
  const folder = await mkdtemp(join(tmpdir(), 'faultline-birth-'));
  collectGarbage();
  const before = process.memoryUsage();
  let peak = 0;
  let heap = 0;
  const watch = setInterval(() => {
    const { rss, heapUsed, external } = process.memoryUsage();
    peak = Math.max(peak, rss - before.rss);
    heap = Math.max(heap, heapUsed + external - before.heapUsed - before.external);
  }, 25);
  try {
    const { signal } = new AbortController();
    const broken = await brokenSources({ dataset, sources, catalog, folder, workers: 2, signal, observe: () => {} });
    let labels = 0;
    for await (const _ of broken.labels()) labels += 1;
    expect(labels).toBe(count / 10);
    const [source] = broken.sources;
    const maker = await source!.openMaker(folder);
    await maker.copy(0, source!.to, join(folder, 'events.csv'), sql`format csv`);
    maker.close();
    broken.close();
    expect(source!.to).toBe(count);
    expect(peak).toBeLessThan(room);
    // Rows and labels pass JavaScript in batches, if at all.
    expect(heap).toBeLessThan(room / 4);
  } finally {
    clearInterval(watch);
    await rm(folder, { recursive: true, force: true });
  }
});
