import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '../../../src/sql/sql.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';

/** How many values a column has, and how many of them differ, by 64 bits of a hash. @param column as a file writes it */
export async function countsOf(
  column: string,
  rows: number,
): Promise<{ readonly values: number; readonly distinct: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-distinct-'));
  const [source] = await sourcesOf(datasetOf(`customers: {rows: ${rows}, columns: {value: ${column}}}`));
  const maker = await source!.openMaker(folder);
  try {
    const path = join(folder, 'counts.csv');
    const counts = sql`count(value) as n, count(distinct hash(value)) as d`;
    await maker.copy(0, rows, path, sql`format csv, header false`, counts);
    const [values, distinct] = (await readFile(path, 'utf8')).trim().split(',').map(Number);
    return { values: values!, distinct: distinct! };
  } finally {
    maker.close();
    await rm(folder, { recursive: true });
  }
}
