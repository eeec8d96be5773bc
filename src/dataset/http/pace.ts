import type { Clock } from './clock.ts';

/** Holds rows back until they may be sent. */
export interface Pace {
  /** Waits for the turn of so many rows, or until the signal is aborted. Turns are in the order of the calls. */
  take(rows: number, signal: AbortSignal): Promise<void>;
}

/** Milliseconds that may be caught up with at once after a stall. */
const longestStall = 1000;

/**
 * Lets so many rows pass per second, exact over any length of time: turns are fixed to a schedule, so that a timer
 * which is late delays the next turn by nothing. What a stall of more than a second has cost is not made up for.
 * A token bucket of one second that is empty at the start, as the virtual scheduling of the generic cell rate algorithm
 * (ITU-T I.371, annex A).
 * @param rate rows per second; absent = as fast as it goes
 */
export function keepPace(rate: number | undefined, clock: Clock): Pace {
  if (rate === undefined) return { take: async () => {} };
  let next = clock.now();
  return {
    async take(rows, signal) {
      const now = clock.now();
      const turn = Math.max(next, now - longestStall);
      next = turn + (rows / rate) * 1000;
      if (turn > now) await clock.wait(turn - now, signal);
    },
  };
}
