import type { Clock } from '../../../src/dataset/http/clock.ts';

/** A clock that jumps ahead where somebody waits, so that nobody does. Time-outs come when they are told to. */
export interface JumpingClock extends Clock {
  /** Milliseconds of each wait, in order. */
  readonly waits: readonly number[];
  /** Lets time pass without anybody waiting. */
  advance(milliseconds: number): void;
  /** Lets all time-outs that are set come now. */
  timeOut(): void;
  /** Time-outs that are set now. */
  timeouts(): readonly number[];
}

export function openJumpingClock(start = '2026-11-20T09:00:00Z'): JumpingClock {
  let elapsed = 0;
  const waits: number[] = [];
  const timers = new Set<{ readonly milliseconds: number; readonly act: () => void }>();
  return {
    waits,
    now: () => elapsed,
    date: () => new Date(Date.parse(start) + elapsed),
    async wait(milliseconds) {
      waits.push(milliseconds);
      const end = elapsed + milliseconds;
      await new Promise((resolve) => setImmediate(resolve));
      elapsed = Math.max(elapsed, end);
    },
    after(milliseconds, act) {
      const timer = { milliseconds, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(milliseconds) {
      elapsed += milliseconds;
    },
    timeOut() {
      for (const { act } of timers) act();
    },
    timeouts: () => [...timers].map(({ milliseconds }) => milliseconds),
  };
}
