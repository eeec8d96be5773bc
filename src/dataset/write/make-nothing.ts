import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';
import { join, name, sql } from '../../sql/sql.ts';
import type { TableSource } from '../table-source.ts';
import { makeInOrder } from './make-in-order.ts';
import { openMakers } from './makers.ts';
import { stretches, type Stretch } from './planned-table.ts';
import type { Making, WriteReport } from './write-request.ts';

/** Rows that are made in one go. */
const rowsAtOnce = 250_000;

/** Makes all values of tables and throws them away, to measure how long that takes. @throws INTERRUPTED */
export async function makeNothing(sources: readonly TableSource[], making: Making): Promise<WriteReport> {
  const started = performance.now();
  const { signal, workers, observe } = making;
  const folder = await realpath(await mkdtemp(joinPath(tmpdir(), 'faultline-nowhere-')));
  const makers = openMakers(folder);
  const onAbort = () => makers.interrupt();
  signal.addEventListener('abort', onAbort);
  const made = new Map<TableSource, number>();
  try {
    await makeInOrder<Work, number>({
      jobs: workOf(sources),
      workers,
      ahead: 2 * workers,
      async make({ source, from, to }, worker) {
        if (signal.aborted) throw new FaultlineError('INTERRUPTED', 'interrupted');
        const maker = await makers.makerOf(worker, source);
        const values = join(source.table.columns.map((column) => name(column.name)));
        // A digest of all values needs them all, and is one row.
        const path = joinPath(folder, `digest-${worker}`);
        await maker.copy(from, to, path, sql`format csv, header false`, sql`bit_xor(hash(${values})) as digest`);
        return to - from;
      },
      async take(rows, { source }) {
        made.set(source, (made.get(source) ?? 0) + rows);
        observe?.({ table: source.table.name.name, rows: made.get(source)!, of: source.to - source.from, bytes: 0 });
      },
      onFailure: () => makers.interrupt(),
    });
  } catch (error) {
    throw signal.aborted ? new FaultlineError('INTERRUPTED', 'interrupted', { cause: error }) : error;
  } finally {
    signal.removeEventListener('abort', onAbort);
    makers.close();
    await rm(folder, { recursive: true, force: true });
  }
  const tables = sources.map((source) => ({
    name: source.table.name.name,
    rows: made.get(source) ?? 0,
    bytes: 0,
    files: [],
  }));
  return { tables, seconds: (performance.now() - started) / 1000 };
}

interface Work extends Stretch {
  readonly source: TableSource;
}

function* workOf(sources: readonly TableSource[]): Generator<Work> {
  for (const source of sources)
    for (const stretch of stretches(source.from, source.to, rowsAtOnce)) yield { source, ...stretch };
}
