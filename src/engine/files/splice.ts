import { FaultlineError } from '../../model/errors.ts';
import type { RowEdit, RowWriter } from './row-edit.ts';

/** Where the records of a text file end. */
export interface RecordScanner {
  /**
   * End of the record that begins at `from`, and where the next one begins; undefined where the buffer ends before.
   * @param isLast the file ends with the buffer
   */
  end(buffer: Buffer, from: number, isLast: boolean): { readonly end: number; readonly next: number } | undefined;
  /** Whether a record is a row. @param index number of the record in the file, from 0 */
  isRow(record: Buffer, index: number): boolean;
}

/**
 * The bytes of a text file with some of its rows edited; every other row keeps its bytes, and so does what is between
 * rows. Memory does not grow with the file.
 * @param edits sorted by row, new rows last
 */
export async function* splice(
  chunks: AsyncIterable<Buffer>,
  edits: AsyncIterator<RowEdit>,
  scanner: RecordScanner,
  writer: RowWriter,
): AsyncGenerator<Buffer> {
  let edit = await nextOf(edits);
  let index = 0;
  let row = 0;
  let like: Buffer | undefined;
  let lineEnd: Buffer = Buffer.from('\n');
  let hasLineEnd = true;
  for await (const buffer of windows(chunks, scanner)) {
    let kept = 0;
    let from = 0;
    for (;;) {
      const found = from < buffer.length ? scanner.end(buffer, from, true) : undefined;
      if (found === undefined) break;
      const { end, next } = found;
      if (next > end && index === 0) lineEnd = Buffer.from(buffer.subarray(end, next));
      hasLineEnd = next > end;
      if (scanner.isRow(buffer.subarray(from, end), index)) {
        row += 1;
        like ??= Buffer.from(buffer.subarray(from, end));
        if (edit?.row === row && edit.kind !== 'new') {
          if (from > kept) yield buffer.subarray(kept, from);
          if (edit.kind === 'changed') yield writer.changed(buffer.subarray(from, end), edit.values);
          kept = edit.kind === 'gone' ? next : end;
          edit = await nextOf(edits);
        }
      }
      index += 1;
      from = next;
    }
    if (from > kept) yield buffer.subarray(kept, from);
  }
  for (; edit !== undefined; edit = await nextOf(edits)) {
    if (edit.kind !== 'new')
      throw new FaultlineError('UNSUPPORTED', `the file has ${row} rows where ${edit.row} were read`);
    yield hasLineEnd
      ? Buffer.concat([writer.added(edit.values, like), lineEnd])
      : Buffer.concat([lineEnd, writer.added(edit.values, like)]);
  }
}

async function nextOf(edits: AsyncIterator<RowEdit>): Promise<RowEdit | undefined> {
  const next = await edits.next();
  return next.done === true ? undefined : next.value;
}

/** Buffers of whole records: what is left of one goes in front of the next. */
export async function* windows(chunks: AsyncIterable<Buffer>, scanner: RecordScanner): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const buffer: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let found = scanner.end(buffer, 0, false); found; found = scanner.end(buffer, from, false)) {
      from = found.next;
      if (from >= buffer.length) break;
    }
    if (from > 0) yield buffer.subarray(0, from);
    rest = buffer.subarray(from);
  }
  if (rest.length > 0) yield rest;
}
