import { Readable, type Transform } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import zlib from 'node:zlib';
import { FaultlineError } from '../../model/errors.ts';
import { encodeText, isRecoded, type TextEncoding } from './text-encoding.ts';

export type Compression = 'none' | 'gzip' | 'zstd';

export interface Packing {
  readonly encoding: TextEncoding;
  readonly unencodable: 'refuse' | 'replace';
  readonly compression: Compression;
}

/** What names of files end in besides. */
export const compressionEndings: Readonly<Record<Compression, string>> = { none: '', gzip: '.gz', zstd: '.zst' };

/** A text in UTF-8 as it stands in a file: encoded, and compressed into a member or frame of its own, which may stand behind others. */
export function packText(text: AsyncIterable<Buffer>, packing: Packing): AsyncIterable<Buffer> {
  const encoded = isRecoded(packing.encoding) ? recoded(text, packing) : text;
  const compressor = openCompressor(packing.compression);
  if (compressor === undefined) return encoded;
  const stream = Readable.from(encoded);
  stream.on('error', (error) => compressor.destroy(error));
  return stream.pipe(compressor);
}

/** @throws UNSUPPORTED where this Node cannot compress so. @returns undefined for no compression */
export function openCompressor(compression: Compression): Transform | undefined {
  if (compression === 'none') return undefined;
  if (compression === 'gzip') return zlib.createGzip();
  // Not before Node 22.15.
  if (typeof zlib.createZstdCompress === 'function') return zlib.createZstdCompress();
  throw new FaultlineError('UNSUPPORTED', `Node ${process.versions.node} cannot compress by zstd in this encoding`, {
    hint: 'Use Node 22.15 or newer, compression: gzip, or encoding: utf-8 without partitionBy.',
  });
}

async function* recoded(
  text: AsyncIterable<Buffer>,
  { encoding, unencodable }: Packing,
): AsyncGenerator<Buffer, void, undefined> {
  const decoder = new StringDecoder('utf8');
  const refuse = (character: string) => {
    if (unencodable === 'replace') return;
    const point = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    throw new FaultlineError('UNSUPPORTED', `${encoding} has no character "${character}" (U+${point})`, {
      hint: 'Write encoding: utf-8, or unencodable: replace.',
    });
  };
  for await (const chunk of text) yield encodeText(decoder.write(chunk), encoding, refuse);
}
