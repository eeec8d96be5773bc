import { rm } from 'node:fs/promises';
import { FaultlineError } from '../../model/errors.ts';
import type { Disk } from './disk.ts';
import type { FileFormat } from './file-format.ts';
import { openGrowingFiles, type GrowingFolders } from './growing-files.ts';
import { makeInOrder } from './make-in-order.ts';
import { makePieces, type Made } from './make-pieces.ts';
import type { Makers } from './makers.ts';
import type { Manifest } from './manifest.ts';
import { jobsOf, type Job, type PlannedTable } from './planned-table.ts';
import type { WriteRequest } from './write-request.ts';

export interface RunShop {
  readonly disk: Disk;
  readonly format: FileFormat;
  readonly places: GrowingFolders & { readonly work: string };
  readonly makers: Makers;
  /** Where the run stands. */
  readonly begun: Manifest;
  record(manifest: Manifest): Promise<void>;
}

/** Milliseconds between two records, and how many times longer that is than it takes to bring everything to the disk. */
const usualPause = 1000;
const ease = 10;

/** Does what is left of a run. @returns what was written @throws INTERRUPTED, once what has arrived is recorded */
export async function runJobs(
  request: WriteRequest,
  tables: readonly PlannedTable[],
  { disk, format, places, makers, begun, record }: RunShop,
): Promise<Manifest> {
  const { signal, workers } = request;
  const files = openGrowingFiles(disk, places, begun.files);
  const every = request.recordEvery ?? usualPause;
  const between = format.kind === 'growing' ? format.frame.between : Buffer.alloc(0);
  const close = format.kind === 'growing' ? format.frame.close : Buffer.alloc(0);
  const shop = { format, makers, folder: places.work, signal, heads: new Map<PlannedTable, Promise<Buffer>>() };
  let jobs = begun.jobs;
  let parts = 0;
  let isTaking = false;
  let next = performance.now() + every;
  const settle = async () => {
    const since = performance.now();
    await files.settle((records) => record({ ...begun, jobs, files: records }));
    const now = performance.now();
    next = now + (every === 0 ? 0 : Math.max(every, ease * (now - since)));
  };
  const take = async (made: Made, { table }: Job) => {
    isTaking = true;
    await files.append(table.name, made.pieces, { head: made.head, between });
    await files.finish(table.name, made.finished, { head: made.head, close });
    for (const part of made.parts) await rm(part, { force: true });
    jobs += 1;
    isTaking = false;
    tell(table);
    if (performance.now() >= next) await settle();
  };
  const tell = ({ name, source }: PlannedTable) => {
    const own = files.records().filter(({ table }) => table === name);
    const [rows, bytes] = [
      own.reduce((sum, file) => sum + file.rows, 0),
      own.reduce((sum, file) => sum + file.bytes, 0),
    ];
    request.observe?.({ table: name, rows, of: source.to - source.from, bytes });
  };
  try {
    await makeInOrder<Job, Made>({
      jobs: skipped(jobsOf(tables, format), begun.jobs),
      workers,
      ahead: 2 * workers,
      make(job, worker) {
        if (signal.aborted) throw new FaultlineError('INTERRUPTED', 'interrupted');
        parts += 1;
        return makePieces(job, worker, `part-${parts}`, shop);
      },
      take,
      onFailure: () => makers.interrupt(),
    });
  } catch (error) {
    // Whoever was broken off in the middle of a job goes on with the job before it.
    if (!isTaking && jobs > 0) await settle().catch(() => {});
    throw signal.aborted ? new FaultlineError('INTERRUPTED', 'interrupted', { cause: error }) : error;
  }
  await settle();
  const finished: Manifest = { ...begun, state: 'finished', jobs, files: files.records() };
  await record(finished);
  return finished;
}

function* skipped(jobs: Iterable<Job>, count: number): Generator<Job> {
  let index = 0;
  for (const job of jobs) {
    if (index >= count) yield job;
    index += 1;
  }
}
