import { expect, it } from 'vitest';
import type { Acknowledged } from '../../../src/dataset/http/acknowledged.ts';
import { openLogLines } from './log-lines.ts';
import { orderBatches, rowsOf } from './orders.ts';
import { sendTo } from './sending-to.ts';

it('sends a batch again after 408, 425, 429 and 5xx, later each time, and tells of each attempt and of the recovery', async () => {
  const script = [408, 425, 429, 500, 503, 201];
  const { report, lines, clock, server } = await sendTo((_, index) => script[index] ?? 500, orderBatches(10, 10));
  expect(clock.waits).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  expect(new Set(server.arrivals.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(lines.map(({ level, event, status, attempt, batch }) => ({ level, event, status, attempt, batch }))).toEqual([
    ...script.slice(0, 5).map((status, index) => ({
      level: 'warn',
      event: 'attempt failed',
      status,
      attempt: index + 1,
      batch: 0,
    })),
    { level: 'info', event: 'batch recovered', status: 201, attempt: 6, batch: 0 },
  ]);
  expect(report).toMatchObject({ requests: 6, retries: 5, recovered: 1, batches: 1, rows: 10 });
});

it('sends a batch again where the connection breaks off or nothing listens', async () => {
  const { error, report, lines } = await sendTo((_, index) => (index < 2 ? 'break off' : 200), orderBatches(10, 10));
  expect(error).toBeUndefined();
  expect(report).toMatchObject({ retries: 2, statuses: { 200: 1, none: 2 } });
  expect(lines[0]).toMatchObject({ event: 'attempt failed', reason: 'other side closed' });

  const refused = await sendTo(() => 200, orderBatches(10, 10), { url: 'http://127.0.0.1:1/v1', retries: 2 });
  expect(refused.clock.waits).toEqual([500, 1_000]);
  expect(String(refused.error)).toBe(
    'REQUEST_FAILED: POST http://127.0.0.1:1/v1: batch 0 of orders (10 rows, good) had no answer: connect ECONNREFUSED 127.0.0.1:1, after 3 attempts; 0 rows acknowledged. Look whether the server runs and the url is right. Then go on with --continue: what was acknowledged is not sent again.',
  );
});

it('gives an attempt up after the time-out, and sends the batch again', async () => {
  const { error, report, lines } = await sendTo(
    (_, index, clock) => {
      if (index > 0) return 200;
      expect(clock.timeouts()).toEqual([20_000]);
      clock.timeOut();
      return 'hang';
    },
    orderBatches(10, 10),
    { timeout: '20 seconds' },
  );
  expect(error).toBeUndefined();
  expect(lines[0]).toMatchObject({ event: 'attempt failed', reason: 'no answer in 20 s', attempt: 1 });
  expect(report).toMatchObject({ recovered: 1, statuses: { 200: 1, none: 1 } });
});

it.each([
  ['7', 7_000],
  ['Fri, 20 Nov 2026 09:01:00 GMT', 60_000],
])('waits as long as Retry-After: %s says', async (value, milliseconds) => {
  const { clock, error } = await sendTo(
    (_, index) => (index === 0 ? { status: 429, headers: { 'retry-after': value } } : 200),
    orderBatches(10, 10),
  );
  expect(error).toBeUndefined();
  expect(clock.waits).toEqual([milliseconds]);
});

it('does not wait for a server that asks for an hour', async () => {
  const { clock, error } = await sendTo(
    () => ({ status: 503, headers: { 'retry-after': '3600' } }),
    orderBatches(10, 10),
  );
  expect(clock.waits).toEqual([]);
  expect(String(error)).toContain('The server asks to wait 60 min; wait that long, or lower rate.');
});

it('ends with one error that names url, status, batch and rows, and shows no secret', async () => {
  const { error, report, lines, server } = await sendTo(
    (arrival) =>
      rowsOf(arrival)[0]?.id === 20
        ? { status: 400, text: `{"error": "no such customer",\n "token": "hunter2", "key": "s3cret"}` }
        : 200,
    orderBatches(50, 10),
    { concurrency: 1, headers: { Authorization: 'Bearer hunter2' } },
    { secrets: ['hunter2', 's3cret'] },
  );
  expect(String(error).replace(server.url, 'http://api')).toBe(
    'REQUEST_FAILED: POST http://api/v1/orders: batch 2 of orders (10 rows, good) was answered 400 Bad Request ({"error": "no such customer", "token": "***", "key": "***"}), after 1 attempt; 20 rows acknowledged. For good rows 2xx was expected; see expectStatus. Then go on with --continue: what was acknowledged is not sent again.',
  );
  expect(lines.map(({ level, event, batch }) => [level, event, batch])).toEqual([
    ['warn', 'attempt failed', 2],
    ['error', 'batch failed', 2],
  ]);
  expect(report).toMatchObject({ batches: 2, rows: 20, statuses: { 200: 2, 400: 1 } });
  expect(JSON.stringify(lines)).not.toContain('hunter2');
});

it('shows neither user, password nor parameters of the url', async () => {
  const { error, server } = await sendTo(() => 200, orderBatches(5, 5), {});
  expect(error).toBeUndefined();
  const url = 'http://shop:hunter2@127.0.0.1:1/v1?token=s3cret';
  const refused = await sendTo(() => 200, orderBatches(5, 5), { url, retries: 0 });
  expect(String(refused.error)).toContain('POST http://127.0.0.1:1/v1?…: batch 0');
  expect(`${String(refused.error)}${JSON.stringify(refused.lines)}`).not.toMatch(/hunter2|s3cret|shop:/);
  expect(server.arrivals).toHaveLength(1);
});

it('lets requests in flight end once a batch is given up, and begins none', async () => {
  const states: Acknowledged[] = [];
  const allThere = Promise.withResolvers<void>();
  const givenUp = Promise.withResolvers<void>();
  const { log } = openLogLines();
  const { error, server, report } = await sendTo(
    async (arrival, index) => {
      if (index === 2) allThere.resolve();
      await allThere.promise;
      if (rowsOf(arrival)[0]?.id === 0) return 400;
      await givenUp.promise;
      return 200;
    },
    orderBatches(100, 10),
    { concurrency: 3 },
    {
      log: { ...log, error: (event) => event === 'batch failed' && givenUp.resolve() },
      onAcknowledged: (state) => void states.push(state),
    },
  );
  expect(String(error)).toContain('batch 0 of orders');
  expect(String(error)).toContain('; 20 rows acknowledged');
  expect(server.arrivals).toHaveLength(3);
  expect(report?.rows).toBe(20);
  expect(states.at(-1)).toEqual({ before: 0, beyond: [[1, 3]], rows: 20 });
});

it('does not follow a server that sends on elsewhere, and says where', async () => {
  const { error } = await sendTo(
    () => ({ status: 308, headers: { location: 'https://api.example.com/v2/orders?session=abc' } }),
    orderBatches(5, 5),
  );
  expect(String(error)).toContain('The server sends on to https://api.example.com/v2/orders; write that as url.');
});
