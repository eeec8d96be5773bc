import { FaultlineError } from '../../model/errors.ts';
import { openGenerator, type Generator } from '../../engine/duckdb/generator.ts';
import type { RowMaker, TableSource } from '../table-source.ts';

/** What workers make rows with, one thread each. */
export interface Makers {
  /** The worker's maker of a table's rows; that of another table is closed. */
  makerOf(worker: number, source: TableSource): Promise<RowMaker>;
  /** The worker's own DuckDB, for rows that were made into files. */
  sorterOf(worker: number): Promise<Generator>;
  /** Stops what is being made, and refuses to begin anything else. */
  interrupt(): void;
  close(): void;
}

/** Megabytes in which a stretch of rows is sorted. */
const sorterMemory = 512;

/** Milliseconds after which a statement that still runs is interrupted again: between two phases DuckDB forgets it. */
const again = 200;

/** @param folder the only one that is written to */
export function openMakers(folder: string): Makers {
  let isInterrupted = false;
  const makers = new Map<number, { readonly source: TableSource; readonly maker: RowMaker }>();
  const sorters = new Map<number, Generator>();
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    for (const { maker } of makers.values()) maker.interrupt();
    for (const sorter of sorters.values()) sorter.interrupt();
  };
  const refuse = () => {
    if (isInterrupted) throw new FaultlineError('INTERRUPTED', 'interrupted');
  };
  return {
    async makerOf(worker, source) {
      const known = makers.get(worker);
      refuse();
      if (known?.source === source) return known.maker;
      makers.delete(worker);
      known?.maker.close();
      const maker = await source.openMaker(folder);
      makers.set(worker, { source, maker });
      refuse();
      return maker;
    },
    async sorterOf(worker) {
      refuse();
      const sorter = sorters.get(worker) ?? (await openGenerator({ folder, memory: sorterMemory }));
      sorters.set(worker, sorter);
      return sorter;
    },
    interrupt() {
      isInterrupted = true;
      stop();
      timer ??= setInterval(stop, again);
    },
    close() {
      clearInterval(timer);
      timer = undefined;
      for (const { maker } of makers.values()) maker.close();
      for (const sorter of sorters.values()) sorter.close();
      makers.clear();
      sorters.clear();
    },
  };
}
