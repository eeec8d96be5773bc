import { rm } from 'node:fs/promises';
import type { Generator } from '../../engine/duckdb/generator.ts';
import type { LoadColumn } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import { join, name, sql } from '../../sql/sql.ts';
import type { RowMaker } from '../table-source.ts';
import { keyName, keyTexts, type Partitioning } from './partitioning.ts';

/** Rows that are to be sorted. */
export interface Sorting {
  readonly by: Partitioning;
  readonly from: number;
  readonly to: number;
  readonly select: (columns: readonly LoadColumn[]) => Sql;
  /** Of the sorted file. */
  readonly options: Sql;
  /** About how many a row takes as text. */
  readonly bytesOfRow: number;
  /** Whether the keys are columns of the sorted file. */
  readonly withKeys?: boolean;
}

/** Rows of one partition. */
export interface PartitionRows {
  /** Texts of the values, as `JSON.stringify` writes them. */
  readonly key: string;
  readonly rows: number;
}

/** Of a row group in the file between: small, so that it is made in little memory. */
const bytesOfGroup = 8_000_000;
const [fewestRows, mostRows] = [2048, 20_480];

/**
 * Writes rows sorted by their partition, within it in the order of their numbers.
 * @returns the partitions in the order of the file
 */
export async function sortByPartition(
  { maker, path }: { readonly maker: RowMaker; readonly path: string },
  sorter: Generator,
  { by, from, to, select, options, bytesOfRow, withKeys = false }: Sorting,
): Promise<readonly PartitionRows[]> {
  const unsorted = `${path}-unsorted`;
  const rowGroup = Math.max(fewestRows, Math.min(mostRows, Math.floor(bytesOfGroup / bytesOfRow)));
  const columns = join([select(by.columns), ...keyTexts(by.keys)]);
  await maker.copy(from, to, unsorted, sql`format parquet, codec lz4, row_group_size ${rowGroup}`, columns);
  const keys = join(by.keys.map((_, index) => name(keyName(index))));
  const kept = join(by.columns.map((column) => name(column.name)));
  const rows = sql`read_parquet(${unsorted}, file_row_number = true)`;
  await sorter.copy(
    sql`select ${kept}${withKeys ? sql`, ${keys}` : sql``} from ${rows} order by ${keys}, file_row_number`,
    path,
    options,
  );
  const counts: PartitionRows[] = [];
  for await (const batch of sorter.texts(
    sql`select ${keys}, count(*) from read_parquet(${unsorted}) group by ${keys} order by ${keys}`,
  ))
    for (const row of batch) counts.push({ key: JSON.stringify(row.slice(0, -1)), rows: Number(row[row.length - 1]) });
  await rm(unsorted);
  return counts;
}
