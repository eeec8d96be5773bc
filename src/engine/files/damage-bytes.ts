import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import type { FileDamage } from '../../model/file-damage.ts';
import { csvScanner, otherDelimiter } from './csv-records.ts';
import type { FileSource } from './file-source.ts';
import { jsonScanner } from './json-records.ts';
import { windows, type RecordScanner } from './splice.ts';

const mark = Buffer.of(0xef, 0xbb, 0xbf);

/** The bytes of a file as a damage leaves them, in memory that does not grow with the file. @param size its bytes now */
export function damagedBytes(source: FileSource, path: string, size: number, damage: FileDamage): Readable {
  if (damage.kind === 'truncated') return firstBytes(path, size - Math.round((size * Number(damage.percent)) / 100));
  if (damage.kind === 'emptied' && !damage.keepsHeader) return Readable.from([]);
  const bytes = createReadStream(path, { highWaterMark: 1 << 20 });
  const { isCompressed } = source.file;
  const edited = Readable.from(editedText(source, isCompressed ? bytes.pipe(createGunzip()) : bytes, damage));
  return isCompressed ? edited.pipe(createGzip()) : edited;
}

function firstBytes(path: string, count: number): Readable {
  return count <= 0 ? Readable.from([]) : createReadStream(path, { end: count - 1 });
}

async function* editedText(
  source: FileSource,
  chunks: AsyncIterable<Buffer>,
  damage: FileDamage,
): AsyncGenerator<Buffer> {
  const scanner = source.csv ? csvScanner(source.csv) : jsonScanner;
  switch (damage.kind) {
    case 'emptied':
      for await (const { record, lineEnd, isRow } of recordsOf(chunks, scanner)) {
        if (isRow) return;
        yield Buffer.concat([record, lineEnd]);
      }
      return;
    case 'other delimiter':
      for await (const { record, lineEnd } of recordsOf(chunks, scanner))
        yield Buffer.concat([otherDelimiter(record, source.csv!, damage.delimiter), lineEnd]);
      return;
    case 'other line ends':
      for await (const { record, lineEnd } of recordsOf(chunks, scanner))
        yield Buffer.concat([
          record,
          lineEnd.length === 0 ? lineEnd : Buffer.from(lineEnd.length === 2 ? '\n' : '\r\n'),
        ]);
      return;
    case 'without last line end':
      yield* withoutLast(recordsOf(chunks, scanner));
      return;
    case 'with byte order mark':
      yield* withMark(chunks);
      return;
    case 'with blank line':
      yield* withBlankLine(recordsOf(chunks, scanner));
      return;
    case 'truncated':
      throw new TypeError('bytes are cut, not text');
  }
}

interface TextRecord {
  readonly record: Buffer;
  readonly lineEnd: Buffer;
  readonly isRow: boolean;
}

async function* recordsOf(chunks: AsyncIterable<Buffer>, scanner: RecordScanner): AsyncGenerator<TextRecord> {
  let index = 0;
  for await (const buffer of windows(chunks, scanner)) {
    for (let from = 0; from < buffer.length; index += 1) {
      const { end, next } = scanner.end(buffer, from, true)!;
      const record = buffer.subarray(from, end);
      yield { record, lineEnd: buffer.subarray(end, next), isRow: scanner.isRow(record, index) };
      from = next;
    }
  }
}

async function* withoutLast(records: AsyncIterable<TextRecord>): AsyncGenerator<Buffer> {
  let last: TextRecord | undefined;
  for await (const each of records) {
    if (last) yield Buffer.concat([last.record, last.lineEnd]);
    last = each;
  }
  if (last) yield last.record;
}

/** Whoever has a mark already keeps the one. */
async function* withMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst && !chunk.subarray(0, 3).equals(mark)) yield mark;
    isFirst = false;
    yield chunk;
  }
}

async function* withBlankLine(records: AsyncIterable<TextRecord>): AsyncGenerator<Buffer> {
  let lineEnd = Buffer.from('\n');
  let isEnded = true;
  for await (const each of records) {
    isEnded = each.lineEnd.length > 0;
    if (isEnded) lineEnd = Buffer.from(each.lineEnd);
    yield Buffer.concat([each.record, each.lineEnd]);
  }
  yield isEnded ? lineEnd : Buffer.concat([lineEnd, lineEnd]);
}
