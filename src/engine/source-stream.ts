import { Readable } from 'node:stream';

/** What a source gives, as a stream, with what it has thrown. */
export interface SourceStream {
  readonly stream: Readable;
  /** Throws what the source has thrown, as it is: no database has said it. */
  rethrow(): void;
}

/** @param bytes what the stream gives; what they throw is kept from whoever reads the stream, as it may hold values of rows */
export function sourceStream(bytes: AsyncIterable<Uint8Array>): SourceStream {
  let failure: { readonly error: unknown } | undefined;
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* bytes;
    } catch (error) {
      failure = { error };
      throw new Error('the rows ended early', { cause: error });
    }
  }
  return {
    stream: Readable.from(watched(), { objectMode: false }),
    rethrow() {
      if (failure) throw failure.error;
    },
  };
}
