import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FaultlineError } from '../../model/errors.ts';
import type { RowMaker } from '../table-source.ts';
import type { FileFormat, GrowingFormat, WholeFormat } from './file-format.ts';
import { fileFailure } from './file-failure.ts';
import type { Piece } from './growing-files.ts';
import type { Makers } from './makers.ts';
import { makePartitionFiles } from './make-partition-files.ts';
import type { PlannedFile } from './planned-files.ts';
import type { Job, PlannedTable } from './planned-table.ts';
import { sortByPartition } from './sort-by-partition.ts';
import { splitRecords, type Range } from './split-records.ts';

/** What one job has made. */
export interface Made {
  readonly pieces: readonly Piece[];
  /** Files that are whole with them. */
  readonly finished: readonly PlannedFile[];
  /** What these files begin with. */
  readonly head: Buffer;
  /** Files that are removed once the pieces are taken. */
  readonly parts: readonly string[];
}

export interface Workshop {
  readonly format: FileFormat;
  readonly makers: Makers;
  /** Folder of the parts. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** What files begin with, by table: made once. */
  readonly heads: Map<PlannedTable, Promise<Buffer>>;
}

/** Makes the rows of a job as parts beside the files that they are for. @param part name of its parts, which nothing else has */
export async function makePieces(job: Job, worker: number, part: string, shop: Workshop): Promise<Made> {
  const maker = await shop.makers.makerOf(worker, job.table.source);
  const path = join(shop.folder, part);
  if (shop.format.kind === 'whole') return makeWhole(job, { maker, worker, path }, shop, shop.format);
  return makeStretch(job, { maker, worker, path }, shop, shop.format);
}

interface Bench {
  readonly maker: RowMaker;
  readonly worker: number;
  readonly path: string;
}

async function makeWhole(job: Job, bench: Bench, shop: Workshop, format: WholeFormat): Promise<Made> {
  const { source } = job.table;
  if (job.kind === 'file') {
    const { file } = job;
    await format.write(
      bench.maker,
      { table: source.table, bytesOfRow: job.table.bytesOfRow, ...file, path: bench.path },
      shop.signal,
    );
    const { size } = await stat(bench.path);
    const piece = { file, rows: file.to - file.from, part: bench.path, start: 0, end: size, isAll: true };
    return { pieces: [piece], finished: [file], head: Buffer.alloc(0), parts: [] };
  }
  const sorter = await shop.makers.sorterOf(bench.worker);
  const pieces = await makePartitionFiles(job.table, format, { ...bench, sorter });
  return { pieces, finished: pieces.map(({ file }) => file), head: Buffer.alloc(0), parts: [] };
}

async function makeStretch(job: Job, bench: Bench, shop: Workshop, format: GrowingFormat): Promise<Made> {
  const { table } = job;
  const { maker, path } = bench;
  const columns = table.partitions?.by.columns ?? table.source.table.columns;
  const head = await headOf(table, bench, shop, format);
  if (job.kind === 'partitions') {
    const { by, files } = table.partitions!;
    const finished = job.isLast ? [...files.values()] : [];
    if (job.from === job.to) return { pieces: [], finished, head, parts: [] };
    const sorter = await shop.makers.sorterOf(bench.worker);
    const sorting = { by, from: job.from, to: job.to, select: format.select, options: format.plain };
    const counts = await sortByPartition(bench, sorter, { ...sorting, bytesOfRow: table.bytesOfRow });
    const ranges = await splitRecords(
      path,
      await within(path, format),
      counts.map(({ rows }) => rows),
      format.frame,
    );
    const packed = await packRanges(path, ranges, format);
    const pieces = counts.map(({ key, rows }, index) => {
      const file = files.get(key);
      if (file === undefined) throw new FaultlineError('INTERNAL', `partition ${key} was not counted`);
      return { file, rows, part: packed.path, ...packed.ranges[index]!, isAll: false };
    });
    return { pieces, finished, head, parts: [path, packed.path] };
  }
  if (job.kind !== 'stretch') throw new TypeError(`no stretch: ${job.kind}`);
  const { file, from, to } = job;
  const finished = job.isLast ? [file] : [];
  if (from === to) return { pieces: [], finished, head, parts: [] };
  await maker.copy(from, to, path, format.direct ?? format.plain, format.select(columns));
  const range = await within(path, format);
  const packed = format.direct === undefined ? await packRanges(path, [range], format) : { path, ranges: [range] };
  const { size } = await stat(packed.path);
  const [bytes] = packed.ranges;
  const isAll = bytes!.start === 0 && bytes!.end === size;
  const piece = { file, rows: to - from, part: packed.path, ...bytes!, isAll };
  return { pieces: [piece], finished, head, parts: [path, packed.path] };
}

function headOf(table: PlannedTable, { maker, path }: Bench, shop: Workshop, format: GrowingFormat): Promise<Buffer> {
  const known = shop.heads.get(table);
  if (known !== undefined) return known;
  const scratch = `${path}-head`;
  const columns = table.partitions?.by.columns ?? table.source.table.columns;
  const head = format.head(maker, columns, scratch).finally(() => rmSync(scratch, { force: true }));
  shop.heads.set(table, head);
  return head;
}

/** The bytes of the rows, without those around them. */
async function within(path: string, { frame }: GrowingFormat): Promise<Range> {
  const { size } = await stat(path);
  return { start: frame.trim.start, end: size - frame.trim.end };
}

interface Packed {
  readonly path: string;
  readonly ranges: readonly Range[];
}

async function packRanges(path: string, ranges: readonly Range[], { pack }: GrowingFormat): Promise<Packed> {
  if (pack === undefined) return { path, ranges };
  const to = `${path}-packed`;
  const packed: Range[] = [];
  const file = createWriteStream(to);
  async function* all(): AsyncGenerator<Buffer> {
    let position = 0;
    for (const { start, end } of ranges) {
      const before = position;
      for await (const bytes of pack!(createReadStream(path, { start, end: end - 1, highWaterMark: 1 << 18 }))) {
        position += bytes.length;
        yield bytes;
      }
      packed.push({ start: before, end: position });
    }
  }
  await pipeline(all(), file).catch((error: unknown) => {
    throw error instanceof FaultlineError ? error : fileFailure(to, error);
  });
  return { path: to, ranges: packed };
}
