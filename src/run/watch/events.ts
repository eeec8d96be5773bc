import type { FaultlineError } from '../../model/errors.ts';
import type { Converged } from '../converge-target.ts';
import type { Swept } from '../sweep/sweep-target.ts';

/** What happens while targets are watched. Times are ISO 8601 in UTC. */
export type WatchEvent = { readonly at: string } & (
  | {
      readonly event: 'files';
      /** 0 at the start, 1 after the first change. */
      readonly generation: number;
      readonly targets: readonly string[];
      readonly scenarios: number;
    }
  /** The files cannot be used; those before stay in force. */
  | { readonly event: 'files refused'; readonly error: FaultlineError }
  /** The files are again as they are in force. */
  | { readonly event: 'files restored' }
  | { readonly event: 'begun'; readonly target: string }
  | {
      readonly event: 'converged';
      readonly target: string;
      readonly converged: Converged;
      /** Tries that failed before. */
      readonly failures: number;
      /** When the target changes by itself; absent = never. */
      readonly nextDue: string | undefined;
    }
  | {
      readonly event: 'failed';
      readonly target: string;
      readonly error: FaultlineError;
      /** Tries that failed in a row, with this one. */
      readonly failures: number;
      readonly retryAt: string;
    }
  /** Arrivals were taken, or runs refuse them for another reason than the last time. */
  | { readonly event: 'swept'; readonly target: string; readonly swept: Swept }
  /** A sweep failed as a whole; a round follows. */
  | { readonly event: 'sweep failed'; readonly target: string; readonly error: FaultlineError }
  | { readonly event: 'clock set back'; readonly target: string }
  | { readonly event: 'left'; readonly target: string }
);

export type WatchObserver = (event: WatchEvent) => void;
