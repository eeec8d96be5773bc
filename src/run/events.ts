/** The boundaries of the protocol, in their order. Each is told after what it names has happened. */
export type RunEventName =
  | 'replanned'
  | 'prepared'
  | 'locked'
  | 'undone'
  | 'snapshot'
  | 'altering'
  | 'changed'
  | 'swept'
  | 'committing'
  | 'committed'
  | 'retry';

export interface RunEvent {
  readonly event: RunEventName;
  readonly target: string;
  readonly run?: string | undefined;
  readonly scenario?: string | undefined;
  readonly step?: string | undefined;
  /** Rows that were changed; of `undone`, rows that were put back. */
  readonly rows?: number | undefined;
  /** Rows that were put back; of `committed` only. */
  readonly restored?: number | undefined;
  /** Rows that were approved, where `rows` are those of a plan made anew. */
  readonly approved?: number | undefined;
  /** Milliseconds since the one before. */
  readonly ms: number;
}

/** Told of every boundary; for log, progress, and tests that kill the process there. */
export type Observer = (event: RunEvent) => void;

/** An observer of one target that measures the time between events. */
export function timed(observe: Observer, target: string): (event: Omit<RunEvent, 'target' | 'ms'>) => void {
  let last = performance.now();
  return (event) => {
    const now = performance.now();
    observe({ ...event, target, ms: Math.round(now - last) });
    last = now;
  };
}
