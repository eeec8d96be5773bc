import { createReadStream } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { FaultlineError } from '../../model/errors.ts';
import type { TableSource } from '../table-source.ts';
import { fileFailure } from './file-failure.ts';
import { formatOf } from './formats.ts';
import { makeInOrder } from './make-in-order.ts';
import { makePieces, type Made } from './make-pieces.ts';
import { measureRow } from './measure-row.ts';
import { openMakers } from './makers.ts';
import { openOutlet } from './outlet.ts';
import { partitioningOf } from './partitioning.ts';
import { filesOfRows } from './planned-files.ts';
import { jobsOf, rowsOfStretch, type Job, type PlannedTable } from './planned-table.ts';
import type { FileOutput, Making, WriteReport } from './write-request.ts';

/** One table, and the stream that it goes to. */
export interface StreamRequest extends Making {
  readonly source: TableSource;
  /** Of one file whose rows follow each other as they are made. */
  readonly output: FileOutput;
  /** Is not ended. */
  readonly to: Writable;
  /** Whether the table is the first of its shards, or the only one. Default: true. */
  readonly isFirstShard?: boolean | undefined;
  readonly rowsOfStretch?: number | undefined;
}

/**
 * Writes a table to a stream, no faster than it is read. A reader that goes away ends it quietly: the report then says
 * how many rows went out.
 * @throws UNSUPPORTED for formats that are not written from front to end, and for tables that are split; INTERRUPTED
 */
export async function writeToStream(request: StreamRequest): Promise<WriteReport> {
  const started = performance.now();
  const { source, output, to, signal, workers } = request;
  const format = formatOf(output);
  const isSplit = output.with.rowsPerFile !== undefined || partitioningOf(source, output) !== undefined;
  if (format.kind !== 'growing' || isSplit)
    throw new FaultlineError(
      'UNSUPPORTED',
      `${isSplit ? 'split tables do' : `${output.kind} does`} not go to a stream`,
      {
        hint: 'Name a folder with --out, or write one table as csv, jsonl or json.',
      },
    );
  const name = source.table.name.name;
  const shard = request.isFirstShard === false ? { number: 2, count: 2 } : undefined;
  const folder = await realpath(
    await mkdtemp(join(tmpdir(), 'faultline-rows-')).catch((error: unknown) => {
      throw fileFailure(tmpdir(), error);
    }),
  );
  const makers = openMakers(folder);
  const outlet = openOutlet(to);
  const onAbort = () => {
    makers.interrupt();
    outlet.stop();
  };
  signal.addEventListener('abort', onAbort);
  const shop = { format, makers, folder, signal, heads: new Map<PlannedTable, Promise<Buffer>>() };
  let [rows, parts] = [0, 0];
  try {
    const bytesOfRow = await measureRow(source, makers, folder);
    const table: PlannedTable = {
      name,
      source,
      rowsOfStretch: request.rowsOfStretch ?? rowsOfStretch(bytesOfRow),
      bytesOfRow,
      files: () => filesOfRows(source, { output, format, shard }),
    };
    await makeInOrder<Job, Made>({
      jobs: jobsOf([table], format),
      workers,
      ahead: 2 * workers,
      make(job, worker) {
        if (signal.aborted) throw new FaultlineError('INTERRUPTED', 'interrupted');
        parts += 1;
        return makePieces(job, worker, `part-${parts}`, shop);
      },
      async take(made, job) {
        if (job.kind !== 'stretch') return;
        if (job.from === job.file.from && job.file.hasHead) await outlet.write([made.head]);
        for (const { part, start, end, rows: count } of made.pieces) {
          if (rows > 0) await outlet.write([format.frame.between]);
          await outlet.write(createReadStream(part, { start, end: end - 1, highWaterMark: 1 << 18 }));
          rows += count;
        }
        if (job.isLast) await outlet.write([format.frame.close]);
        for (const part of made.parts) await rm(part, { force: true });
        request.observe?.({ table: name, rows, of: source.to - source.from, bytes: outlet.bytes() });
      },
      onFailure: () => makers.interrupt(),
    });
    await outlet.flush();
  } catch (error) {
    if (signal.aborted) throw new FaultlineError('INTERRUPTED', 'interrupted', { cause: error });
    if (!outlet.isGone()) throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
    outlet.close();
    makers.close();
    await rm(folder, { recursive: true, force: true });
  }
  return { tables: [{ name, rows, bytes: outlet.bytes(), files: [] }], seconds: (performance.now() - started) / 1000 };
}
