/** Waits so many milliseconds, or until the signal is aborted; never fails. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Wakes up all who wait. */
export interface Bell {
  /** Waits so many milliseconds, or until the bell rings. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly ring: () => void;
}

export function hangBell(wait: Wait): Bell {
  const waiting = new Set<AbortController>();
  return {
    async wait(milliseconds) {
      const controller = new AbortController();
      waiting.add(controller);
      await wait(milliseconds, controller.signal);
      waiting.delete(controller);
    },
    ring() {
      for (const controller of waiting) controller.abort();
      waiting.clear();
    },
  };
}
