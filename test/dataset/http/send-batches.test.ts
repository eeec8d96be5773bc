import { expect, it } from 'vitest';
import type { Acknowledged } from '../../../src/dataset/http/acknowledged.ts';
import { idsOf, orderBatches, range, rowsOf } from './orders.ts';
import { sendTo } from './sending-to.ts';

it('sends every row once, the short last batch too, as arrays of JSON by POST', async () => {
  const { report, error, server } = await sendTo(() => 200, orderBatches(2_500, 1_000));
  expect(error).toBeUndefined();
  expect(idsOf(server.arrivals)).toEqual(range(2_500));
  expect(server.arrivals.map((arrival) => rowsOf(arrival).length).toSorted((left, right) => left - right)).toEqual([
    500, 1000, 1000,
  ]);
  expect(server.arrivals[0]).toMatchObject({
    method: 'POST',
    path: '/v1/orders',
    headers: { 'content-type': 'application/json', 'user-agent': 'faultline' },
  });
  expect(report).toMatchObject({ batches: 3, rows: 2_500, requests: 3, retries: 0, statuses: { 200: 3 } });
  expect(report?.bytes).toBe(server.arrivals.reduce((sum, { bytes }) => sum + bytes, 0));
});

it('sends rows by PUT, one a line, compressed, with headers', async () => {
  const { report, server } = await sendTo(() => 204, orderBatches(100, 100), {
    method: 'PUT',
    body: 'jsonl',
    compress: 'gzip',
    headers: { Authorization: 'Bearer hunter2', 'X-Test': true },
  });
  const [arrival] = server.arrivals;
  expect(arrival).toMatchObject({
    method: 'PUT',
    headers: {
      authorization: 'Bearer hunter2',
      'x-test': 'true',
      'content-encoding': 'gzip',
      'content-type': 'application/x-ndjson',
    },
  });
  expect(arrival?.body.trimEnd().split('\n')).toHaveLength(100);
  expect(arrival?.bytes).toBeLessThan((arrival?.body.length ?? 0) / 2);
  expect(report?.bytes).toBe(arrival?.bytes);
});

it('keeps so many requests in flight, on as many connections, and makes no rows ahead of them', async () => {
  let inFlight = 0;
  let most = 0;
  let made = 0;
  let answered = 0;
  const threeAtOnce = Promise.withResolvers<void>();
  const batches = orderBatches(4_000, 100).map((batch) => ({
    ...batch,
    async read() {
      made += 1;
      expect(made - answered).toBeLessThanOrEqual(3);
      return batch.read();
    },
  }));
  const { error, server } = await sendTo(
    async () => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      if (inFlight === 3) threeAtOnce.resolve();
      await threeAtOnce.promise;
      inFlight -= 1;
      answered += 1;
      return 200;
    },
    batches,
    { concurrency: 3 },
  );
  expect(error).toBeUndefined();
  expect(most).toBe(3);
  expect(server.connections()).toBe(3);
});

it('keeps connections open when answers are long', async () => {
  const text = 'x'.repeat(1_000_000);
  const { error, server } = await sendTo(() => ({ status: 200, text }), orderBatches(50, 10), { concurrency: 1 });
  expect(error).toBeUndefined();
  expect(server.connections()).toBe(1);
});

it('takes 4xx for bad rows for a success, and counts bad rows that are accepted', async () => {
  const batches = orderBatches(60, 10, (batch) => (batch % 2 === 0 ? 'good' : 'bad'));
  const { error, report, lines, server } = await sendTo((arrival, _, clock) => {
    clock.advance(40);
    const batch = (rowsOf(arrival)[0]?.id ?? 0) / 10;
    if (batch % 2 === 0) return 201;
    return batch === 5 ? 202 : 422;
  }, batches);
  expect(error).toBeUndefined();
  expect(server.arrivals).toHaveLength(6);
  expect(report).toMatchObject({
    retries: 0,
    batches: 6,
    rows: 60,
    statuses: { 201: 3, 422: 2, 202: 1 },
    byQuality: {
      good: { accepted: { batches: 3, rows: 30 }, refused: { batches: 0 }, acceptedThoughBad: { batches: 0 } },
      bad: { refused: { batches: 2, rows: 20 }, acceptedThoughBad: { batches: 1, rows: 10 } },
    },
  });
  expect(report?.byQuality.mixed).toBeUndefined();
  expect(lines).toContainEqual({ level: 'warn', event: 'bad rows were accepted', batches: 1, rows: 10 });
});

it('measures each answer from sending to its end', async () => {
  const { report } = await sendTo(
    (_, index, clock) => {
      clock.advance(index === 9 ? 900 : 40);
      return 200;
    },
    orderBatches(100, 10),
    { concurrency: 1 },
  );
  const latency = report?.byQuality.good?.latency;
  expect(latency?.p50).toBeCloseTo(40, 0);
  expect(latency?.p99).toBeCloseTo(900, -1);
  expect(latency?.max).toBeCloseTo(900, -1);
  expect(report).toMatchObject({ seconds: 1.26, rowsPerSecond: 100 / 1.26 });
});

it('sends no more rows per second than the rate', async () => {
  const { report, clock } = await sendTo(() => 200, orderBatches(10_000, 100), { rate: '500 rows/s', concurrency: 2 });
  expect(clock.now()).toBeCloseTo(((10_000 - 100) / 500) * 1000, 3);
  expect(report?.rows).toBe(10_000);
});

it('passes over batches that hold no row', async () => {
  const states: Acknowledged[] = [];
  const batches = orderBatches(30, 10).map((batch) =>
    batch.number === 1 ? { ...batch, read: async () => [] } : batch,
  );
  const { server, report } = await sendTo(
    () => 200,
    batches,
    {},
    { onAcknowledged: (state) => void states.push(state) },
  );
  expect(server.arrivals).toHaveLength(2);
  expect(report).toMatchObject({ batches: 2, rows: 20 });
  expect(states.at(-1)).toEqual({ before: 3, beyond: [], rows: 20 });
});
