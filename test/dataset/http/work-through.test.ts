import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepLatest } from '../../../src/dataset/http/keep-latest.ts';
import { workThrough } from '../../../src/dataset/http/work-through.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('works on every entry once, never on more at once than it may, and asks for none before somebody is free', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(40), fc.integer({ min: 1, max: 8 }), fc.scheduler(), async (entries, most, scheduler) => {
      const done: number[] = [];
      let made = 0;
      let underWay = 0;
      async function* source() {
        for (let entry = 0; entry < entries; entry += 1) {
          made += 1;
          expect(made - done.length).toBeLessThanOrEqual(most);
          yield entry;
        }
      }
      const working = workThrough(source(), most, new AbortController(), async (entry) => {
        underWay += 1;
        expect(underWay).toBeLessThanOrEqual(most);
        await scheduler.schedule(Promise.resolve());
        underWay -= 1;
        done.push(entry);
      });
      await scheduler.waitFor(working);
      expect(done.toSorted((left, right) => left - right)).toEqual(
        Array.from({ length: entries }, (_, entry) => entry),
      );
    }),
    { numRuns: 50 },
  );
});

it('ends what was begun, begins nothing more and closes the source where work fails', async () => {
  const stopping = new AbortController();
  const ended: number[] = [];
  let isClosed = false;
  async function* source() {
    try {
      for (let entry = 0; ; entry += 1) yield entry;
    } finally {
      isClosed = true;
    }
  }
  const working = workThrough(source(), 3, stopping, async (entry) => {
    await turn();
    if (entry === 1) throw new Error('no room left');
    await turn();
    ended.push(entry);
  });
  await expect(working).rejects.toThrow('no room left');
  expect(ended).toEqual([0, 2]);
  expect(isClosed).toBe(true);
  expect(stopping.signal.aborted).toBe(true);
});

it('passes on what making an entry throws', async () => {
  function* source() {
    yield 1;
    throw new Error('no such table');
  }
  await expect(workThrough(source(), 2, new AbortController(), turn as () => Promise<void>)).rejects.toThrow(
    'no such table',
  );
});

it('stores one state at a time, leaves out those in between, and the last one never', async () => {
  let state = 1;
  const stored: number[] = [];
  const gates: (() => void)[] = [];
  const keeper = keepLatest(
    async () => {
      stored.push(state);
      await new Promise<void>((resolve) => gates.push(resolve));
    },
    () => {},
  );
  const change = () => {
    state += 1;
    keeper.note();
  };
  keeper.note();
  for (let turns = 0; turns < 5; turns += 1) change();
  expect(stored).toEqual([1]);
  gates.shift()?.();
  await turn();
  expect(stored).toEqual([1, 6]);
  change();
  const settled = keeper.settle();
  gates.shift()?.();
  await turn();
  gates.shift()?.();
  await settled;
  expect(stored).toEqual([1, 6, 7]);
});

it('tells once that storing failed, and stores nothing more', async () => {
  let failures = 0;
  let calls = 0;
  const keeper = keepLatest(
    () => {
      calls += 1;
      throw new Error('disk full');
    },
    () => {
      failures += 1;
    },
  );
  keeper.note();
  keeper.note();
  await turn();
  keeper.note();
  await expect(keeper.settle()).rejects.toThrow('disk full');
  expect([calls, failures]).toEqual([1, 1]);
});
