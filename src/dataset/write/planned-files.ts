import { FaultlineError } from '../../model/errors.ts';
import type { Shard } from '../choose-part.ts';
import type { TableSource } from '../table-source.ts';
import type { FileFormat } from './file-format.ts';
import { fileName } from './file-name.ts';
import type { FileOutput } from './write-request.ts';

/** A file that a table's rows go to. */
export interface PlannedFile {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  /** Whether it begins with what the format writes before the first row. */
  readonly hasHead: boolean;
}

/** A file with a stretch of a table's rows. */
export interface FileOfRows extends PlannedFile {
  readonly from: number;
  readonly to: number;
}

/** Digits of the numbers of files. */
const digits = 5;

/** What names of a table's files consist of besides their ending: `orders`, `orders-3-of-10`. */
export function baseName(table: string, shard: Shard | undefined): string {
  const part =
    shard === undefined ? '' : `-${String(shard.number).padStart(String(shard.count).length, '0')}-of-${shard.count}`;
  return `${fileName(table)}${part}`;
}

/** Number of the files of a table that is not partitioned. */
export function countFiles({ from, to }: TableSource, rowsPerFile: number | undefined): number {
  if (rowsPerFile === undefined || from === to) return 1;
  return Math.floor((to - 1) / rowsPerFile) - Math.floor(from / rowsPerFile) + 1;
}

/**
 * The files of a table that is not partitioned, in the order of their rows. Numbers of files follow from those of their
 * rows, so that parts of a table have the same ones as the whole.
 * @throws UNSUPPORTED where one would have more rows than the format takes
 */
export function* filesOfRows(
  source: TableSource,
  {
    output,
    format,
    shard,
  }: { readonly output: FileOutput; readonly format: FileFormat; readonly shard?: Shard | undefined },
): Generator<FileOfRows> {
  const { from, to, table } = source;
  const { rowsPerFile } = output.with;
  const isFirstPart = from === 0 && (shard === undefined || shard.number === 1);
  const hasHead = (row: number, end: number) => {
    if (output.kind !== 'csv' || output.with.header === 'always') return true;
    if (row === 0) return isFirstPart;
    return rowsPerFile !== undefined && end > row && row % rowsPerFile === 0;
  };
  const base = baseName(table.name.name, shard);
  const most = format.kind === 'whole' ? (format.mostRows ?? Infinity) : Infinity;
  if (Math.min(to - from, rowsPerFile ?? Infinity) > most)
    throw new FaultlineError(
      'UNSUPPORTED',
      `${table.name.name} would be a file of ${Math.min(to - from, rowsPerFile ?? Infinity)} rows; ${output.kind} takes ${most} below the names of the columns`,
      { hint: `Split it: rowsPerFile: 1000000; or write another format, such as csv or parquet.` },
    );
  if (rowsPerFile === undefined) {
    yield { path: `${base}${format.ending}`, hasHead: hasHead(from, to), from, to };
    return;
  }
  let start = from;
  do {
    const index = Math.floor(start / rowsPerFile);
    const end = Math.min(to, (index + 1) * rowsPerFile);
    const number = String(index + 1).padStart(digits, '0');
    yield { path: `${base}-${number}${format.ending}`, hasHead: hasHead(start, end), from: start, to: end };
    start = end;
  } while (start < to);
}
