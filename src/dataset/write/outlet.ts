import type { Writable } from 'node:stream';
import { FaultlineError } from '../../model/errors.ts';
import { fileFailure } from './file-failure.ts';

/** A stream that bytes go to, no faster than they are taken. */
export interface Outlet {
  /** @throws FILE_NOT_WRITTEN, also where whoever has read the stream is gone; INTERRUPTED once it was stopped */
  write(chunks: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void>;
  /** Waits until all bytes are taken. @throws as `write` does */
  flush(): Promise<void>;
  /** Waits for nobody any more. */
  stop(): void;
  /** Whoever has read the stream is gone. */
  isGone(): boolean;
  /** Bytes that went to the stream. */
  bytes(): number;
  /** Leaves the stream as it was found, and open. */
  close(): void;
}

export function openOutlet(to: Writable): Outlet {
  let bytes = 0;
  let failure: unknown;
  let isStopped = false;
  let wake = () => {};
  const onError = (error: unknown) => {
    failure ??= error;
    wake();
  };
  const onClose = () => onError(Object.assign(new Error('closed'), { code: 'EPIPE' }));
  const onDrain = () => wake();
  to.on('error', onError).on('close', onClose).on('drain', onDrain);
  const refuse = () => {
    if (isStopped) throw new FaultlineError('INTERRUPTED', 'interrupted');
    if (failure !== undefined) throw fileFailure('the output', failure);
  };
  return {
    async write(chunks) {
      for await (const chunk of chunks) {
        refuse();
        if (chunk.length === 0) continue;
        const isTaken = to.write(chunk);
        bytes += chunk.length;
        if (!isTaken && failure === undefined)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        refuse();
      }
    },
    async flush() {
      await new Promise<void>((resolve) => {
        wake = resolve;
        // Taken once all before it is; an error comes as an event as well.
        to.write(Buffer.alloc(0), () => resolve());
      });
      refuse();
    },
    stop() {
      isStopped = true;
      wake();
    },
    isGone: () =>
      failure instanceof Error &&
      'code' in failure &&
      ['EPIPE', 'ECONNRESET', 'EOF', 'ERR_STREAM_DESTROYED'].includes(String(failure.code)),
    bytes: () => bytes,
    close() {
      to.off('error', onError).off('close', onClose).off('drain', onDrain);
    },
  };
}
