import { join as joinPath } from 'node:path';
import { rm } from 'node:fs/promises';
import type { Scratch } from '../../engine/duckdb/scratch.ts';
import { FaultlineError } from '../../model/errors.ts';
import { join, name, sql } from '../../sql/sql.ts';
import type { RowMaker, TableSource } from '../table-source.ts';
import { badColumn } from './hidden-columns.ts';
import type { LaidTable } from './laid-table.ts';
import { laidRows } from './table-order.ts';

export interface Laying {
  readonly scratch: Scratch;
  /** The folder of the database, absolute. */
  readonly folder: string;
  /** Makers of rows side by side. */
  readonly workers: number;
  readonly signal: AbortSignal;
  /** Told of rows that are there, out of all of the table's. */
  readonly observe: (table: string, rows: number, of: number) => void;
}

/** Rows that one maker makes at a time. */
const stretch = 250_000;

/** Makes the rows of a table and puts them into the database, each with its number. */
export async function layTable(source: TableSource, laid: LaidTable, laying: Laying): Promise<void> {
  const { scratch, folder } = laying;
  const stretches: { readonly from: number; readonly to: number; readonly path: string }[] = [];
  for (let { from } = source; from < source.to; from += stretch)
    stretches.push({ from, to: Math.min(from + stretch, source.to), path: joinPath(folder, `part-${from}.parquet`) });
  // A table without rows has columns all the same.
  if (stretches.length === 0)
    stretches.push({ from: source.from, to: source.from, path: joinPath(folder, 'none.parquet') });
  try {
    await makeStretches(source, laid, stretches, laying);
    const parts = join(stretches.map(({ path }) => sql`${path}`));
    await scratch.run(sql`create table ${laidRows(laid)} as
      select p.*, cast(null as boolean) as ${name(badColumn)} from read_parquet([${parts}]) p`);
  } finally {
    for (const { path } of stretches) await rm(path, { force: true });
  }
}

async function makeStretches(
  source: TableSource,
  laid: LaidTable,
  stretches: readonly { readonly from: number; readonly to: number; readonly path: string }[],
  { folder, workers, signal, observe }: Laying,
): Promise<void> {
  const { table, row } = laid;
  const own = table.columns.map((each) => name(each.name));
  const queue = [...stretches];
  let made = 0;
  const work = async () => {
    const maker = await source.openMaker(folder);
    const stop = () => maker.interrupt();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        refuseAborted(signal);
        await makeStretch(maker, next);
        made += next.to - next.from;
        observe(table.name.name, made, source.to - source.from);
      }
    } catch (error) {
      queue.length = 0;
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      maker.close();
    }
  };
  const makeStretch = (maker: RowMaker, { from, to, path }: (typeof stretches)[number]) => {
    const number = sql`cast(row_number() over () + ${from - 1} as bigint) as ${name(row)}`;
    return maker.copy(from, to, path, sql`format parquet`, join([...own, number]));
  };
  const done = await Promise.allSettled(Array.from({ length: Math.min(workers, stretches.length) }, work));
  for (const each of done) if (each.status === 'rejected') throw each.reason;
}

function refuseAborted({ aborted }: AbortSignal): void {
  if (aborted) throw new FaultlineError('INTERRUPTED', 'interrupted while rows were made');
}
