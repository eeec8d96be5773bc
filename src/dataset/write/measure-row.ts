import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from '../../sql/sql.ts';
import type { TableSource } from '../table-source.ts';
import type { Makers } from './makers.ts';
import { asText } from '../select-list.ts';

/** Rows that are measured: the table's first ones, whichever part of it is made, so that all parts find the same. */
const measuredRows = 1000;

/** About how many bytes a row of a table takes as text; 1 at least. */
export async function measureRow(source: TableSource, makers: Makers, folder: string): Promise<number> {
  const rows = Math.min(source.to, measuredRows);
  if (rows === 0) return 1;
  const maker = await makers.makerOf(0, source);
  const path = join(folder, 'measured');
  await maker.copy(0, rows, path, sql`format csv, header false`, asText(source.table.columns));
  const { size } = await stat(path);
  await rm(path);
  return Math.max(1, Math.round(size / rows));
}
