import type { Batch, Quality } from '../../../src/dataset/http/batch.ts';

/** One row of the shop's orders. */
export function order(number: number): string {
  return JSON.stringify({ id: number, customer: `customer ${number % 7}`, total: (number * 3.5).toFixed(2) });
}

/** Batches of orders; the last one is as long as is left. */
export function orderBatches(
  rows: number,
  size: number,
  qualityOf: (batch: number) => Quality = () => 'good',
): readonly Batch[] {
  return Array.from({ length: Math.ceil(rows / size) }, (_, number) => {
    const from = number * size;
    const to = Math.min(rows, from + size);
    return {
      table: 'orders',
      number,
      from,
      to,
      quality: qualityOf(number),
      read: async () => Array.from({ length: to - from }, (__, index) => order(from + index)),
    };
  });
}
