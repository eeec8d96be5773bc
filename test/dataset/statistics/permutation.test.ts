import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sql } from '../../../src/sql/sql.ts';
import { columnOf, numbersOf } from '../column-of.ts';
import { datasetOf } from '../dataset-of.ts';
import { answerOf } from './answer-of.ts';
import { correlation } from './correlation.ts';

it('unique numbers of any count, drawn from exactly as many, are each of them once', async () => {
  const seed = fc.integer({ min: 1, max: 1_000_000 }).map(String);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3000 }), seed, async (count, of) => {
      const values = (await columnOf('{type: integer, from: 0, unique: true}', count, of)).map(Number);
      expect(values.toSorted((left, right) => left - right)).toEqual(
        Array.from({ length: count }, (_, index) => index),
      );
    }),
    { numRuns: 25 },
  );
});

it('unique numbers are each of eight million once: their count, sum, squares and bits are those of all', async () => {
  const count = 8_000_000n;
  const dataset = datasetOf(`orders: {rows: ${count}, columns: {value: {type: integer, from: 0, unique: true}}}`);
  const list = sql`count(*), min(value), max(value), sum(value), sum(value::hugeint * value), bit_xor(value)`;
  const [answer] = await answerOf(dataset, list);
  const last = count - 1n;
  const squares = (last * count * (2n * last + 1n)) / 6n;
  // The numbers below a multiple of 4 have no odd one out: their exclusive or is 0.
  expect(answer).toEqual([count, 0n, last, (last * count) / 2n, squares, 0n].map(String));
});

it('unique numbers out of many more are different, and spread over all of them', async () => {
  const dataset = datasetOf(
    `orders: {rows: 500000, columns: {value: {type: integer, from: 1, to: 4000000000000000, unique: true}}}`,
  );
  const [answer] = await answerOf(dataset, sql`count(distinct value), (avg(value) / 2e15)::decimal(9, 2)`);
  expect(answer).toEqual(['500000', '1.00']);
});

it('a permutation has no memory of the order: neighbours are as far apart as strangers', async () => {
  const values = await numbersOf('{type: integer, from: 0, unique: true}', 200_000);
  for (const lag of [1, 2, 3, 447])
    expect(Math.abs(correlation(values.subarray(lag), values.subarray(0, -lag)))).toBeLessThan(0.01);
});
