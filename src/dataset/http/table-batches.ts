import type { RowMaker, TableSource } from '../table-source.ts';
import type { Quality } from '../../model/send-report.ts';
import type { Batch } from './batch.ts';

/** How rows of a table are put into batches. */
export interface Batching {
  /** Rows of one batch. */
  readonly size: number;
  /** Whether bad rows have batches of their own. */
  readonly areBadSeparate: boolean;
  /** Whether a row was broken on purpose, by its number; absent = none was. */
  readonly isBad?: ((row: number) => boolean) | undefined;
}

/**
 * The batches of a table, each made only when it is read. Where bad rows stand apart, every stretch of rows has two
 * batches: an even one of its good rows and an odd one of its bad ones.
 * @param makers are lent to one batch at a time each
 */
export function* tableBatches(source: TableSource, batching: Batching, makers: MakerPool): Generator<Batch> {
  const { size, areBadSeparate, isBad } = batching;
  const table = source.table.name.name;
  for (let from = source.from, stretch = 0; from < source.to; from += size, stretch += 1) {
    const to = Math.min(source.to, from + size);
    const read = (wanted?: boolean) => () => makers.lend((maker) => rowsOf(maker, from, to, wanted, isBad));
    if (areBadSeparate && isBad !== undefined) {
      yield { table, number: stretch * 2, from, to, quality: 'good', read: read(false) };
      yield { table, number: stretch * 2 + 1, from, to, quality: 'bad', read: read(true) };
    } else yield { table, number: stretch, from, to, quality: qualityOf(from, to, isBad), read: read() };
  }
}

/** Makers of rows that several batches share. */
export interface MakerPool {
  lend<Result>(work: (maker: RowMaker) => Promise<Result>): Promise<Result>;
  close(): void;
}

/** Opens makers as they are needed. @param most of them */
export function openPool(source: TableSource, most: number): MakerPool {
  const free: RowMaker[] = [];
  const all: RowMaker[] = [];
  const waiting: PromiseWithResolvers<RowMaker>[] = [];
  let opened = 0;
  const take = async (): Promise<RowMaker> => {
    const idle = free.pop();
    if (idle !== undefined) return idle;
    if (opened >= most) {
      const turn = Promise.withResolvers<RowMaker>();
      waiting.push(turn);
      return turn.promise;
    }
    opened += 1;
    try {
      const maker = await source.openMaker();
      all.push(maker);
      return maker;
    } catch (error) {
      // Nobody waits for a maker that will not come.
      for (const turn of waiting.splice(0)) turn.reject(error);
      throw error;
    }
  };
  const give = (maker: RowMaker) => {
    const next = waiting.shift();
    if (next === undefined) free.push(maker);
    else next.resolve(maker);
  };
  return {
    async lend(work) {
      const maker = await take();
      try {
        return await work(maker);
      } finally {
        give(maker);
      }
    },
    close: () => {
      for (const maker of all) maker.close();
    },
  };
}

async function rowsOf(
  maker: RowMaker,
  from: number,
  to: number,
  wanted: boolean | undefined,
  isBad: Batching['isBad'],
): Promise<readonly string[]> {
  const rows: string[] = [];
  for await (const batch of maker.json(from, to)) rows.push(...batch);
  return wanted === undefined ? rows : rows.filter((_, index) => isBad?.(from + index) === wanted);
}

function qualityOf(from: number, to: number, isBad: Batching['isBad']): Quality {
  if (isBad === undefined) return 'good';
  let bad = 0;
  for (let row = from; row < to; row += 1) bad += Number(isBad(row));
  if (bad === 0) return 'good';
  return bad === to - from ? 'bad' : 'mixed';
}
