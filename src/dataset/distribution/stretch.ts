import type { Distribution } from './distribution.ts';

/** Numbers of one step from another, both ends included, in units of their last digit: 12.50 of two digits is 1250. */
export interface Stretch {
  readonly from: bigint;
  readonly to: bigint;
  /** Of all values, 0 to 1, of sum 1. */
  readonly share: number;
  readonly distribution: Distribution;
}

/** What a column's numbers are drawn from. */
export interface Stretches {
  /** Digits behind the point. */
  readonly scale: number;
  /** Rising, without overlaps. */
  readonly stretches: readonly Stretch[];
  /** Whether some values are likelier than others. */
  readonly isWeighted: boolean;
}

/** How many numbers there are. */
export function countOf({ from, to }: Stretch): bigint {
  return to - from + 1n;
}
