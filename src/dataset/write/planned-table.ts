import type { TableSource } from '../table-source.ts';
import type { FileFormat } from './file-format.ts';
import type { Partitioning } from './partitioning.ts';
import type { FileOfRows, PlannedFile } from './planned-files.ts';

/** A table, with the files that it is to become. */
export interface PlannedTable {
  readonly name: string;
  readonly source: TableSource;
  /** Rows that are made in one go. */
  readonly rowsOfStretch: number;
  /** About how many a row takes as text. */
  readonly bytesOfRow: number;
  /** In the order of their rows; called any number of times. */
  readonly files: () => Iterable<FileOfRows>;
  /** Where the table is partitioned, it has these files instead, by their keys as `JSON.stringify` writes them. */
  readonly partitions?: { readonly by: Partitioning; readonly files: ReadonlyMap<string, PlannedFile> } | undefined;
}

/** Work that one maker does in one go. */
export type Job =
  /** Rows that are appended to a file. */
  | {
      readonly kind: 'stretch';
      readonly table: PlannedTable;
      readonly file: FileOfRows;
      readonly from: number;
      readonly to: number;
      readonly isLast: boolean;
    }
  /** A file that is written in one go. */
  | { readonly kind: 'file'; readonly table: PlannedTable; readonly file: FileOfRows }
  /** Rows that are appended to the files of their partitions. */
  | {
      readonly kind: 'partitions';
      readonly table: PlannedTable;
      readonly from: number;
      readonly to: number;
      readonly isLast: boolean;
    }
  /** All files of a partitioned table, which are written in one go. */
  | { readonly kind: 'partitioned table'; readonly table: PlannedTable };

/** All work of a run, always the same in the same order. */
export function* jobsOf(tables: readonly PlannedTable[], format: FileFormat): Generator<Job> {
  for (const table of tables) {
    const isGrowing = format.kind === 'growing';
    const { from, to } = table.source;
    if (table.partitions !== undefined) {
      if (!isGrowing) yield { kind: 'partitioned table', table };
      else
        for (const stretch of stretches(from, to, table.rowsOfStretch)) yield { kind: 'partitions', table, ...stretch };
      continue;
    }
    for (const file of table.files()) {
      if (!isGrowing) yield { kind: 'file', table, file };
      else
        for (const stretch of stretches(file.from, file.to, table.rowsOfStretch))
          yield { kind: 'stretch', table, file, ...stretch };
    }
  }
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
}

/** Stretches begin at multiples of their size, wherever the rows begin; there is one at least. */
export function* stretches(from: number, to: number, size: number): Generator<Stretch> {
  let start = from;
  do {
    const end = Math.min(to, (Math.floor(start / size) + 1) * size);
    yield { from: start, to: end, isLast: end === to };
    start = end;
  } while (start < to);
}

/** Text that is made in one go: enough that a query's beginning does not count, and little enough to be made anew after a kill. */
const bytesOfStretch = 32_000_000;
const [fewestRows, mostRows] = [2048, 250_000];

/** Rows that are made in one go: a function of the table alone, since compressed files show where stretches end. */
export function rowsOfStretch(bytesOfRow: number): number {
  return Math.max(fewestRows, Math.min(mostRows, Math.floor(bytesOfStretch / bytesOfRow)));
}
