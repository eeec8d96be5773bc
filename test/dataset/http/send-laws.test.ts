import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Acknowledged } from '../../../src/dataset/http/acknowledged.ts';
import type { Arrival, Reaction } from './ingest-server.ts';
import { orderBatches, range, rowsOf } from './orders.ts';
import { sendTo } from './sending-to.ts';

const keyOf = ({ headers }: Arrival) => String(headers['idempotency-key']);

/** What a server does that heals; the last two may have taken the rows. */
const mishap = fc.constantFrom<Reaction>(408, 425, 429, 500, 502, 503, 504, 'break off');

const table = fc.record({ rows: fc.integer({ min: 1, max: 120 }), size: fc.integer({ min: 1, max: 30 }) });

/** Up to three mishaps for each batch, and how many turns of the event loop each answer takes. */
const weather = fc.record({
  mishaps: fc.array(fc.array(mishap, { maxLength: 3 }), { maxLength: 40 }),
  delays: fc.array(fc.nat(5), { minLength: 1, maxLength: 10 }),
  concurrency: fc.integer({ min: 1, max: 6 }),
});

/** A server that takes the rows of a key once, and answers as the weather is. */
function serverIn({
  mishaps,
  delays,
}: {
  readonly mishaps: readonly (readonly Reaction[])[];
  readonly delays: readonly number[];
}) {
  const attempts = new Map<string, number>();
  const taken = new Map<string, readonly number[]>();
  return {
    taken,
    async react(arrival: Arrival, index: number): Promise<Reaction> {
      for (let turn = 0; turn < (delays[index % delays.length] ?? 0); turn += 1)
        await new Promise((resolve) => setImmediate(resolve));
      const key = keyOf(arrival);
      const attempt = attempts.get(key) ?? 0;
      attempts.set(key, attempt + 1);
      const ids = rowsOf(arrival).map(({ id }) => id);
      const reaction = mishaps[[...attempts.keys()].indexOf(key)]?.[attempt] ?? 200;
      if (taken.has(key)) expect(taken.get(key)).toEqual(ids);
      if (reaction === 200 || reaction === 'break off') taken.set(key, ids);
      return reaction;
    },
  };
}

it('has every row arrive exactly once, whatever the server answers and in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(table, weather, async ({ rows, size }, { concurrency, ...conditions }) => {
      const server = serverIn(conditions);
      const batches = orderBatches(rows, size);
      const { error, report } = await sendTo(server.react, batches, { concurrency });
      expect(error).toBeUndefined();
      const arrived = [...server.taken.values()].flat().toSorted((left, right) => left - right);
      expect(arrived).toEqual(range(rows));
      expect(server.taken.size).toBe(batches.length);
      expect(report).toMatchObject({ rows, batches: batches.length });
    }),
    { numRuns: 60 },
  );
});

it('has every row arrive at least once, under one key, after a kill at any state that was stored', async () => {
  await fc.assert(
    fc.asyncProperty(table, weather, fc.nat(200), fc.nat(200), async ({ rows, size }, conditions, cut, kept) => {
      const { concurrency } = conditions;
      const server = serverIn(conditions);
      const batches = orderBatches(rows, size);
      const interruption = new AbortController();
      const states: Acknowledged[] = [{ before: 0, beyond: [], rows: 0 }];
      const before = await sendTo(
        (arrival, index) => {
          if (index === cut) interruption.abort();
          return server.react(arrival, index);
        },
        batches,
        { concurrency },
        { signal: interruption.signal, onAcknowledged: (state) => void states.push(state) },
      );
      // A kill may lose the states that were stored last, and never puts one there that was not.
      const state = states[kept % states.length];
      const after = await sendTo(
        server.react,
        batches,
        { concurrency },
        { resumeFrom: JSON.parse(JSON.stringify(state)) as Acknowledged },
      );
      expect(after.error).toBeUndefined();
      expect([...server.taken.values()].flat().toSorted((left, right) => left - right)).toEqual(range(rows));
      expect(server.taken.size).toBe(batches.length);
      const keys = new Map<number, string>();
      for (const arrival of [...before.server.arrivals, ...after.server.arrivals]) {
        const first = rowsOf(arrival)[0]?.id ?? -1;
        expect(keyOf(arrival)).toBe(keys.get(first) ?? keyOf(arrival));
        keys.set(first, keyOf(arrival));
      }
      const [again, acknowledged] = [after.server.arrivals, state?.before ?? 0];
      for (const arrival of again) expect((rowsOf(arrival)[0]?.id ?? 0) / size).toBeGreaterThanOrEqual(acknowledged);
      expect(after.report?.rows).toBe(rows - (state?.rows ?? 0));
    }),
    { numRuns: 60 },
  );
});

it('gives batches of other data sets, seeds, tables and rows other keys', async () => {
  const send = async (identity: readonly string[], size = 10) => {
    const { server } = await sendTo(() => 200, orderBatches(30, size), {}, { identity });
    return server.arrivals.map(keyOf).toSorted();
  };
  const keys = await send(['shop', '7']);
  expect(await send(['shop', '7'])).toEqual(keys);
  expect(keys.every((key) => /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(key))).toBe(
    true,
  );
  const others = [...(await send(['shop', '8'])), ...(await send(['shop7', ''])), ...(await send(['shop', '7'], 15))];
  expect(new Set([...keys, ...others]).size).toBe(3 + 3 + 3 + 2);
});
