import type { Movement } from './metric-course.ts';

/** What a window gives to the others of its step, and takes from them, so that each has the rows that it is to have. */
export interface Transfer {
  /** When the window's bucket begins, ISO 8601 in UTC. */
  readonly start: string;
  /** Rows that leave it. */
  readonly leaving: number;
  /** Rows that leave the windows before it. */
  readonly before: number;
  /** Rows that come to it and to the windows before it; undefined where none come to it. */
  readonly arrived: number | undefined;
}

/**
 * Matches rows that leave with rows that come, in the order of the windows: those that leave are numbered through, and
 * each goes to the first window whose `arrived` is not below its number.
 * @param movements in whole numbers, their total unchanged
 */
export function transfersOf(
  movements: readonly (Movement | undefined)[],
  starts: readonly string[],
): readonly (Transfer | undefined)[] {
  let [left, arrived] = [0, 0];
  return movements.map((movement) => {
    if (movement === undefined) return undefined;
    const change = Number(movement.to.minus(movement.from).toFixed());
    const leaving = Math.max(0, -change);
    const before = left;
    left += leaving;
    arrived += Math.max(0, change);
    const start = starts[movement.bucket]!;
    return { start, leaving, before, arrived: change > 0 ? arrived : undefined };
  });
}
