import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelsCsv } from '../../../src/output/labels-csv.ts';
import { rowsOf } from '../dataset-of.ts';
import { badRows, shop, withBroken, type BreakingOptions } from './broken.ts';
import { differences, sorted } from './differences.ts';

const entries = [
  'anomaly: null-spike, table: customers, column: email',
  'anomaly: typo, table: customers, column: email',
  'anomaly: outlier, table: customers, column: age',
  'anomaly: novel-category, table: customers, column: segment',
  'anomaly: near-duplicate, table: customers, column: email',
] as const;

const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: entries.length, maxLength: entries.length });

test('whatever seed, volume and weights: bad rows are as many as asked for, and labels are the cells that differ', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 0, max: 400 }), weights, async (seed, thousandths, weighed) => {
      const mix = entries.map((entry, index) => `  - {${entry}, weight: ${weighed[index]}}`);
      const volume = `volume: ${thousandths / 10}%\nmix:\n${mix.join('\n')}`;
      await withBroken(
        shop.replaceAll('rows: 1000', 'rows: 500'),
        volume,
        (broken) => {
          const found = differences(broken, { name: 'customers', key: 'id' });
          const told = broken.labels.map(({ key, column, before, after }) => ({ key, column, before, after }));
          expect(sorted(told)).toEqual(sorted(found));
          expect(new Set(found.map(({ key }) => key)).size).toBe(Math.round((500 * thousandths) / 1000));
          const ids = badRows(broken, 'customers').map((row) => broken.rows['customers']![row]!['id']);
          expect(new Set(ids)).toEqual(new Set(found.map(({ key }) => key)));
        },
        { tablesFrom: (dataset) => ({ ...dataset, seed: String(seed) }) },
      );
    }),
    { numRuns: 4 },
  );
});

const many = `
- {id: mistyped, anomaly: typo, table: customers, column: email, volume: 30%}
- {id: lost, anomaly: null-spike, table: customers, column: email, volume: 10%}
- {id: twice, anomaly: duplicate-row, table: customers, volume: 25 rows}
- {id: outliers, anomaly: outlier, table: orders, column: amount, volume: 5%}
- {id: again, anomaly: duplicate-row, table: orders, volume: 12 rows}
- {id: gone, anomaly: volume-drop, table: orders, volume: 9 rows}`;

/** Bytes of labels, and all rows. */
function bytesOf(options: BreakingOptions): Promise<{ readonly labels: string; readonly rows: string }> {
  return withBroken(
    shop,
    many,
    async ({ sources, rows }) => {
      let labels = '';
      for await (const text of labelsCsv(sources.labels())) labels += text;
      return { labels, rows: JSON.stringify(rows) };
    },
    options,
  );
}

test('the same data set gives the same bytes again, whatever the workers; another seed gives others', async () => {
  const first = await bytesOf({ workers: 1 });
  expect(await bytesOf({ workers: 4 })).toEqual(first);
  const other = await bytesOf({ tablesFrom: (dataset) => ({ ...dataset, seed: '8' }) });
  expect(other.labels).not.toBe(first.labels);
  expect(other.rows).not.toBe(first.rows);
});

test('any stretch of the broken rows is the same as in the whole', async () => {
  await withBroken(shop, many, async ({ sources, rows }) => {
    for (const source of sources.sources) {
      const { name } = source.table.name;
      expect(await rowsOf(source, 37, 41)).toEqual(rows[name]!.slice(37, 41).map((row) => Object.values(row)));
      const end = await rowsOf(source, source.to - 15, source.to);
      expect(end).toEqual(rows[name]!.slice(-15).map((row) => Object.values(row)));
      expect(await rowsOf(source, source.to, source.to)).toEqual([]);
    }
  });
});
