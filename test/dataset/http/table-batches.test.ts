import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPool, tableBatches } from '../../../src/dataset/http/table-batches.ts';
import type { TableSource } from '../../../src/dataset/table-source.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';

let source: TableSource;
beforeAll(async () => {
  const [orders] = await sourcesOf(
    datasetOf('orders: {rows: 500, columns: {id: {type: integer, unique: true, ordered: true}}}'),
  );
  source = orders!;
});

const isBad = (row: number) => row % 7 === 3;

describe('the batches of a table', () => {
  it.each([
    ['in the order of the rows', false],
    ['good and bad ones apart', true],
  ])('hold every row once, %s, whatever their size', async (_, areBadSeparate) => {
    const pool = openPool(source, 2);
    const rows = fc.integer({ min: 1, max: 600 });
    await fc.assert(
      fc.asyncProperty(rows, async (size) => {
        const found: number[] = [];
        const numbers = new Set<number>();
        for (const batch of tableBatches(source, { size, areBadSeparate, isBad }, pool)) {
          const ids = (await batch.read()).map((row) => (JSON.parse(row) as { readonly id: number }).id);
          found.push(...ids);
          numbers.add(batch.number);
          if (areBadSeparate) expect(ids.every((id) => isBad(id - 1) === (batch.quality === 'bad'))).toBe(true);
        }
        expect(found.toSorted((left, right) => left - right)).toEqual(
          Array.from({ length: 500 }, (__, row) => row + 1),
        );
        expect(numbers.size).toBe(Math.ceil(500 / size) * (areBadSeparate ? 2 : 1));
      }),
      { numRuns: 10 },
    );
    pool.close();
  });

  it('are mixed, good or bad by the rows that they hold', () => {
    const pool = openPool(source, 1);
    const qualities = (size: number) =>
      [...tableBatches(source, { size, areBadSeparate: false, isBad }, pool)].slice(0, 4).map(({ quality }) => quality);
    expect(qualities(1)).toEqual(['good', 'good', 'good', 'bad']);
    expect(qualities(3)).toEqual(['good', 'mixed', 'good', 'mixed']);
  });

  it('do not wait for a maker that cannot be had', async () => {
    const broken = openPool({ ...source, openMaker: () => Promise.reject(new Error('no memory')) }, 1);
    const [first, second] = tableBatches(source, { size: 10, areBadSeparate: false }, broken);
    const outcomes = await Promise.allSettled([first!.read(), second!.read()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
