import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TablePreview } from '../model/dataset.ts';
import { sql } from '../sql/sql.ts';
import type { TableSource } from './table-source.ts';

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
