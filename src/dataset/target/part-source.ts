import { createReadStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadColumn, LoadSource } from '../../model/load.ts';
import { sql } from '../../sql/sql.ts';
import { asText } from '../select-list.ts';
import type { RowMaker } from '../table-source.ts';

/**
 * Rows of a table as a connection loads them. As CSV they pass through a file, which DuckDB writes far quicker than
 * any database reads it.
 * @param folder that the maker may write to
 */
export function partSource(
  maker: RowMaker,
  columns: readonly LoadColumn[],
  { from, to }: { readonly from: number; readonly to: number },
  folder: string,
): LoadSource {
  const path = join(folder, 'part.csv');
  return {
    columns,
    async *csv() {
      await maker.copy(from, to, path, sql`format csv, header false, nullstr ''`, asText(columns));
      try {
        yield* createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>;
      } finally {
        rmSync(path, { force: true });
      }
    },
    rows: () => maker.texts(from, to),
  };
}
