import type { Wait } from '../../../src/run/watch/bell.ts';

/** A clock that stands still until it is told to go on: days pass as fast as what happens in them. */
export interface TestClock {
  readonly clock: () => Date;
  readonly wait: Wait;
  /** Waits until so many sleep. */
  settle(sleepers: number): Promise<void>;
  /** Lets time pass up to a moment of the clock; whoever wakes up on the way has fallen asleep again before it goes on. */
  runTo(moment: string, sleepers: number): Promise<void>;
  /** Sets the clock; no time passes. */
  set(moment: string): void;
  /** How often anybody woke up because time had passed. */
  wakes(): number;
}

interface Sleeper {
  readonly at: number;
  wake(): void;
}

export function openTestClock(start: string): TestClock {
  let elapsed = 0;
  let offset = Date.parse(start);
  let wakes = 0;
  const sleepers = new Set<Sleeper>();
  const now = () => offset + elapsed;
  const settle = async (count: number) => {
    for (let turn = 0; sleepers.size !== count; turn += 1) {
      if (turn % 20 < 19) await Promise.resolve();
      else await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return {
    clock: () => new Date(now()),
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          at: elapsed + milliseconds,
          wake() {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal.addEventListener('abort', () => sleeper.wake(), { once: true });
      }),
    settle,
    async runTo(moment, count) {
      await settle(count);
      const end = elapsed + Date.parse(moment) - now();
      for (;;) {
        const [next] = [...sleepers].toSorted((left, right) => left.at - right.at);
        if (next === undefined || next.at > end) break;
        elapsed = Math.max(elapsed, next.at);
        wakes += 1;
        next.wake();
        await settle(count);
      }
      elapsed = end;
    },
    set(moment) {
      offset += Date.parse(moment) - now();
    },
    wakes: () => wakes,
  };
}
