/** Milliseconds after the first failure. */
const first = 500;
/** Milliseconds at most. */
const most = 30_000;

/** Milliseconds that a server may ask to wait; who asks for more is not waited for. */
export const mostPatience = 600_000;

/**
 * Milliseconds until a batch is sent again: from half a second to half a minute, twice as long each time, and up to half
 * of it less, so that batches which failed together do not come back together. A server that says when is not asked
 * before.
 * @param failures in a row, from 1 @param asked milliseconds that the server asks to wait @param random from 0 to 1
 */
export function backOff(failures: number, asked: number | undefined, random: number): number {
  const own = Math.min(most, first * 2 ** (failures - 1)) * (1 - random / 2);
  return Math.ceil(Math.max(own, asked ?? 0));
}
