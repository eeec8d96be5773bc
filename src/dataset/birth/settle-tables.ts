import { openBench, type Workbench } from './break-phase.ts';
import { settleTable, type SettledTable } from './settle-table.ts';

/** Writes those tables down that steps have changed. @param folder of their files, absolute @param observe told of each table and its rows */
export async function settleTables(
  bench: Workbench,
  folder: string,
  observe: (table: string, rows: number) => void,
): Promise<ReadonlyMap<string, SettledTable>> {
  const changed = new Set(bench.planned.map(({ table }) => table.name));
  const settled = new Map<string, SettledTable>();
  const connection = await openBench(bench, 'fl_none', false);
  try {
    for (const [name, laid] of bench.tables) {
      if (!changed.has(name)) continue;
      const table = await settleTable(bench.scratch, connection, laid, folder, `table-${settled.size}.parquet`);
      settled.set(name, table);
      observe(name, table.source.to);
    }
  } finally {
    await connection.close();
  }
  return settled;
}

/** Whether a row is bad, by its number; undefined where none is. */
export function isBadIn(table: SettledTable | undefined): ((row: number) => boolean) | undefined {
  const bits = table?.bad;
  if (bits === undefined || bits.every((byte) => byte === 0)) return undefined;
  return (row) => (bits[row >> 3]! & (1 << (row & 7))) !== 0;
}
