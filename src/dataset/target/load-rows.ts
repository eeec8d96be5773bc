import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../../model/engine.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import type { Log } from '../../model/log.ts';
import type { LoadColumn } from '../../model/load.ts';
import type { TableName } from '../../model/table.ts';
import { formatTable } from '../../model/table.ts';
import type { RowMaker, TableSource } from '../table-source.ts';
import { inTransaction } from './in-transaction.ts';
import { advance } from './load-progress.ts';
import { partSource } from './part-source.ts';

/** What the rows of one table are loaded with. */
export interface LoadOptions {
  readonly rowsPerTransaction: number;
  readonly onReject: 'fail' | 'log';
  readonly log: Log;
  /** Called at the start and after each transaction. @param done rows that are in the table now */
  readonly observe: (done: number) => void;
}

/** What became of the rows of one table. */
export interface LoadedRows {
  readonly loaded: number;
  /** Rows that the database refused and that were left out. */
  readonly rejected: number;
}

/**
 * Loads rows, many of them in one transaction that also notes how far it got.
 * @param next number of the first row that is still wanted
 * @throws CONSTRAINT_VIOLATION, VALUE_OUT_OF_RANGE where the database refuses a row and `onReject` is fail; the
 * transactions before it stay
 */
export async function loadRows(
  connection: Connection,
  source: TableSource,
  table: TableName,
  next: number,
  options: LoadOptions,
): Promise<LoadedRows> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-load-'));
  const maker = await source.openMaker(folder);
  const load: Load = { connection, table, maker, columns: source.table.columns, folder, options };
  let rejected = 0;
  options.observe(next - source.from);
  try {
    for (let from = next; from < source.to; from += options.rowsPerTransaction) {
      const to = Math.min(source.to, from + options.rowsPerTransaction);
      rejected += await loadPart(load, from, to);
      options.observe(to - source.from);
    }
  } finally {
    maker.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { loaded: source.to - next - rejected, rejected };
}

interface Load {
  readonly connection: Connection;
  readonly table: TableName;
  readonly maker: RowMaker;
  readonly columns: readonly LoadColumn[];
  readonly folder: string;
  readonly options: LoadOptions;
}

/** Loads a stretch of rows; where the database refuses it, by halves, until the rows that it refuses are found. @returns rows left out */
async function loadPart(load: Load, from: number, to: number): Promise<number> {
  const { connection, table, options } = load;
  try {
    await inTransaction(connection, async () => {
      const loaded = await connection.loading.load(
        table,
        partSource(load.maker, load.columns, { from, to }, load.folder),
      );
      if (loaded !== to - from)
        throw new FaultlineError('DATABASE_ERROR', `${formatTable(table)} took ${loaded} of ${to - from} rows`, {
          hint: 'A trigger or a rule leaves rows out: load into a table without one.',
        });
      await advance(connection, table, from, to);
    });
    return 0;
  } catch (error) {
    if (options.onReject === 'fail' || !hasCode(error, 'CONSTRAINT_VIOLATION', 'VALUE_OUT_OF_RANGE')) throw error;
    if (to - from === 1) return leaveOut(load, from, error);
    const middle = from + Math.floor((to - from) / 2);
    const before = await loadPart(load, from, middle);
    return before + (await loadPart(load, middle, to));
  }
}

async function leaveOut({ connection, table, options }: Load, row: number, error: unknown): Promise<number> {
  await inTransaction(connection, () => advance(connection, table, row, row + 1));
  options.log.warn('row refused', { table: formatTable(table), row, error });
  return 1;
}
