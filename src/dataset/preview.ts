import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '../sql/sql.ts';
import type { TableSource } from './table-source.ts';

/** What a table will look like, before anything is written. */
export interface TablePreview {
  readonly table: string;
  readonly columns: readonly string[];
  /** Rows that would be made. */
  readonly rows: number;
  /** The first of them, values as text. */
  readonly sample: readonly (readonly (string | null)[])[];
  /** Bytes of one row as CSV, on average over a sample; 0 where there are no rows. */
  readonly bytesPerRow: number;
  /** Seconds that one worker takes for a row, over the same sample. */
  readonly secondsPerRow: number;
}

const sampleRows = 10;

/** Enough for a guess, and made in an instant. */
const measuredRows = 20_000;

/** Makes the first ten rows of a table, and measures the size and the speed of some thousands. */
export async function previewTable(source: TableSource): Promise<TablePreview> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-preview-'));
  try {
    const maker = await source.openMaker(folder);
    try {
      const { from, to, table } = source;
      const sample: (readonly (string | null)[])[] = [];
      for await (const batch of maker.texts(from, Math.min(to, from + sampleRows))) sample.push(...batch);
      const measured = Math.min(to - from, measuredRows);
      const path = join(folder, 'sample.csv');
      const started = performance.now();
      if (measured > 0) await maker.copy(from, from + measured, path, sql`format csv, header false`);
      const seconds = (performance.now() - started) / 1000;
      return {
        table: table.name.name,
        columns: table.columns.map(({ name }) => name),
        rows: to - from,
        sample,
        bytesPerRow: measured === 0 ? 0 : statSync(path).size / measured,
        secondsPerRow: measured === 0 ? 0 : seconds / measured,
      };
    } finally {
      maker.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
