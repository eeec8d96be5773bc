import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Time, as sending needs it. */
export interface Clock {
  /** Milliseconds since an instant of no meaning; never goes back. */
  now(): number;
  /** The time of day. */
  date(): Date;
  /** Waits so many milliseconds, or until the signal is aborted; never fails. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Does something once so many milliseconds are over. @returns what calls it off */
  after(milliseconds: number, act: () => void): () => void;
}

/** No timer of Node can be set further ahead. */
const longest = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  async wait(milliseconds, signal) {
    if (milliseconds <= 0 || signal.aborted) return;
    // As many wait for one signal as requests are in flight; that is no leak.
    setMaxListeners(0, signal);
    await sleep(Math.min(milliseconds, longest), undefined, { signal }).catch(() => {});
  },
  after(milliseconds, act) {
    const timer = setTimeout(act, Math.min(milliseconds, longest));
    return () => clearTimeout(timer);
  },
};
