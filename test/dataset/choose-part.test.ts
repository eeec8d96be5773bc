import { expect, it } from 'vitest';
import { choosePart } from '../../src/dataset/choose-part.ts';
import { datasetOf } from './dataset-of.ts';

it('does not take a shard and a range of rows at once', () => {
  const shop = datasetOf('orders: {rows: 60, columns: {id: {type: integer}}}');
  const choice = { tables: ['orders'], rows: { from: 0, to: 9 }, shard: { number: 2, count: 3 } };
  expect(() => choosePart(shop, choice)).toThrow('--rows and --shard each say which part of a table is made');
});
