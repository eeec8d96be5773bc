import { expect, it } from 'vitest';
import type { Acknowledged } from '../../../src/dataset/http/acknowledged.ts';
import type { Batch } from '../../../src/dataset/http/batch.ts';
import { systemClock } from '../../../src/dataset/http/clock.ts';
import { idsOf, orderBatches, range, rowsOf } from './orders.ts';
import { sendTo } from './sending-to.ts';

it('ends quickly when it is interrupted: requests in flight are broken off, what was acknowledged is kept', async () => {
  const interruption = new AbortController();
  const states: Acknowledged[] = [];
  const { error, report, server } = await sendTo(
    (arrival) => {
      if (rowsOf(arrival)[0]?.id !== 20) return 200;
      setImmediate(() => interruption.abort('SIGINT'));
      return 'hang';
    },
    orderBatches(1_000, 10),
    { concurrency: 1 },
    { signal: interruption.signal, onAcknowledged: (state) => void states.push(state) },
  );
  expect(String(error)).toBe(
    'INTERRUPTED: interrupted; 20 rows acknowledged. Then go on with --continue: what was acknowledged is not sent again.',
  );
  expect(server.arrivals).toHaveLength(3);
  expect(states.at(-1)).toEqual({ before: 2, beyond: [], rows: 20 });
  expect(report).toMatchObject({ rows: 20, requests: 2 });
});

it('sends nothing where it is interrupted before it begins', async () => {
  const { error, server } = await sendTo(() => 200, orderBatches(10, 10), {}, { signal: AbortSignal.abort() });
  expect(error).toMatchObject({ code: 'INTERRUPTED' });
  expect(server.arrivals).toEqual([]);
});

it.each([
  ['waits for the server', 503, {}],
  ['waits for its turn', 200, { rate: '1 rows/h' }],
] as const)('ends at once when it is interrupted while a batch %s', async (_, status, written) => {
  const interruption = new AbortController();
  const { error, server } = await sendTo(
    () => {
      // By then the client has read the answer, or will soon; either way there is nothing to wait for.
      setTimeout(() => interruption.abort('SIGINT'), 20);
      return { status, headers: { 'retry-after': '500' } };
    },
    orderBatches(30, 10),
    { concurrency: 1, ...written },
    { signal: interruption.signal, clock: systemClock },
  );
  expect(error).toMatchObject({ code: 'INTERRUPTED' });
  expect(server.arrivals).toHaveLength(1);
});

it('takes what making rows throws after an interruption for the interruption', async () => {
  const interruption = new AbortController();
  const batches = orderBatches(30, 10).map((batch) => ({
    ...batch,
    read: () => {
      interruption.abort('SIGINT');
      return Promise.reject(new Error('the statement was interrupted'));
    },
  }));
  const { error } = await sendTo(() => 200, batches, {}, { signal: interruption.signal });
  expect(error).toMatchObject({ code: 'INTERRUPTED' });
});

it('ends with what making rows or storing the state throws', async () => {
  const broken: readonly Batch[] = orderBatches(30, 10).map((batch) => ({
    ...batch,
    read: batch.number === 1 ? () => Promise.reject(new Error('no such column')) : batch.read,
  }));
  expect((await sendTo(() => 200, broken)).error).toMatchObject({ message: 'no such column' });
  const full = await sendTo(
    () => 200,
    orderBatches(30, 10),
    {},
    {
      onAcknowledged: () => Promise.reject(new Error('disk full')),
    },
  );
  expect(full.error).toMatchObject({ message: 'disk full' });
});

it('goes on from what was acknowledged, and counts it apart', async () => {
  const { server, report } = await sendTo(
    () => 200,
    orderBatches(60, 10),
    {},
    { resumeFrom: { before: 2, beyond: [[3, 5]], rows: 40 } },
  );
  expect(idsOf(server.arrivals)).toEqual([...range(10).map((id) => id + 20), ...range(10).map((id) => id + 50)]);
  expect(report).toMatchObject({ rows: 20, rowsBefore: 40 });
});
