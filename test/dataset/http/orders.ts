import type { Batch } from '../../../src/dataset/http/batch.ts';
import type { Quality } from '../../../src/model/send-report.ts';
import type { Arrival } from './ingest-server.ts';

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

/** Orders of a request whose body is an array. */
export function rowsOf({ body }: Pick<Arrival, 'body'>): readonly { readonly id: number }[] {
  return JSON.parse(body) as readonly { readonly id: number }[];
}

/** Numbers of all orders that arrived, in order. */
export function idsOf(arrivals: readonly Arrival[]): readonly number[] {
  return arrivals.flatMap((arrival) => rowsOf(arrival).map(({ id }) => id)).toSorted((left, right) => left - right);
}

/** `0, 1, 2, …` */
export function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
