import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { datasetOf, sourcesOf } from '../dataset-of.ts';
import { filesIn, outputOf, temporaryFolder, write } from './writing.ts';

const sources = await sourcesOf(
  datasetOf('orders: {rows: 60, columns: {id: {type: integer}, country: {type: enum, values: {DE: 60%, AT: 40%}}}}'),
);

it('are refused where a file of a table goes, before anything is written', async () => {
  const folder = temporaryFolder();
  const partitioned = outputOf('csv', { partitionBy: ['country'] });
  for (const [output, file] of [
    [outputOf('csv'), 'orders.csv'],
    [partitioned, 'orders/country=DE/orders.csv'],
  ] as const)
    await expect(write({ folder, sources, output, labels: join(folder, file) })).rejects.toMatchObject({
      code: 'DUPLICATE_NAME',
    });
  expect(filesIn(folder, true)).toEqual([]);
});

it('are refused there by way of a link as well', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'data'));
  symlinkSync(join(folder, 'data'), join(folder, 'link'));
  const labels = join(folder, 'link', 'orders.csv');
  await expect(write({ folder: join(folder, 'data'), sources, labels })).rejects.toMatchObject({
    code: 'DUPLICATE_NAME',
  });
});

it('may stand beside the files', async () => {
  const folder = temporaryFolder();
  await write({ folder, sources, labels: join(folder, 'shop.labels.csv') });
  expect(filesIn(folder)).toEqual(['orders.csv']);
});
