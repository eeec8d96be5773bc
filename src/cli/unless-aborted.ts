import { FaultlineError } from '../model/errors.ts';

/**
 * Waits for something that knows of no signal, until it is there or the signal is aborted.
 * @param discard what is to become of it when it comes too late
 * @throws INTERRUPTED
 */
export async function unlessAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal,
  discard: (late: Result) => unknown = () => {},
): Promise<Result> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new FaultlineError('INTERRUPTED', 'interrupted while waiting'));
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([work, aborted]);
  } catch (error) {
    if (signal.aborted) work.then(discard).catch(() => {});
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
