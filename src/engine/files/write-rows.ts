import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { csvScanner, csvWriter } from './csv-records.ts';
import type { FileSource } from './file-source.ts';
import type { TypedColumn } from './infer-types.ts';
import { jsonScanner, jsonWriter } from './json-records.ts';
import type { RowEdit } from './row-edit.ts';
import { splice } from './splice.ts';

/**
 * Writes a text file anew with some of its rows edited: all other bytes are those of `from`.
 * @param checkpoint called now and then; what it throws ends the work
 */
export async function writeRows(
  source: FileSource,
  columns: readonly TypedColumn[],
  from: string,
  to: string,
  edits: AsyncIterator<RowEdit>,
  checkpoint: () => void,
): Promise<void> {
  const { scanner, writer } = source.csv
    ? { scanner: csvScanner(source.csv), writer: csvWriter(source.csv) }
    : { scanner: jsonScanner, writer: jsonWriter(jsonColumns(source, columns)) };
  const bytes = createReadStream(from, { highWaterMark: 1 << 20 });
  const { isCompressed } = source.file;
  const plain = isCompressed ? bytes.pipe(createGunzip()) : bytes;
  async function* watched(): AsyncGenerator<Buffer> {
    for await (const chunk of plain) {
      checkpoint();
      yield chunk as Buffer;
    }
  }
  const output = createWriteStream(to, { flags: 'w' });
  const edited = splice(watched(), edits, scanner, writer);
  await (isCompressed ? pipeline(edited, createGzip(), output) : pipeline(edited, output));
}

function jsonColumns(source: FileSource, columns: readonly TypedColumn[]) {
  return source.columns.map((each) => {
    const kind = source.json?.get(each);
    const type = columns.find((typed) => typed.name === each)?.type ?? 'VARCHAR';
    const isTyped = /^(BIGINT|DOUBLE|DECIMAL|BOOLEAN|JSON)/.test(type);
    return { name: each, isBare: isTyped && kind !== 'string' };
  });
}
