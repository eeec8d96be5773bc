import { expect, it } from 'vitest';
import { orderBatches } from './orders.ts';
import { sendTo } from './sending-to.ts';

const rowsOf = (body: string) => JSON.parse(body) as readonly { readonly id: number }[];
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

it('sends every row once, the short last batch too, as arrays of JSON by POST', async () => {
  const { report, error, server } = await sendTo(() => 200, orderBatches(2_500, 1_000));
  expect(error).toBeUndefined();
  const ids = server.arrivals.flatMap(({ body }) => rowsOf(body).map(({ id }) => id));
  expect(ids.toSorted((left, right) => left - right)).toEqual(range(2_500));
  expect(server.arrivals.map(({ body }) => rowsOf(body).length).toSorted()).toEqual([1000, 1000, 500]);
  expect(server.arrivals[0]).toMatchObject({
    method: 'POST',
    path: '/v1/orders',
    headers: { 'content-type': 'application/json', 'user-agent': 'faultline' },
  });
  expect(report).toMatchObject({ batches: 3, rows: 2_500, requests: 3, retries: 0, statuses: { 200: 3 } });
  expect(report?.bytes).toBe(server.arrivals.reduce((sum, { bytes }) => sum + bytes, 0));
});
