import { join } from 'node:path';

/** What a file's rows are written in. */
export type FileFormat = 'csv' | 'jsonl' | 'parquet';

/** One file of rows. */
export interface DataFile {
  /** Inside of the target's folder, with forward slashes. */
  readonly path: string;
  readonly absolute: string;
  readonly format: FileFormat;
  /** Packed by gzip. */
  readonly isCompressed: boolean;
}

const endings: readonly (readonly [string, FileFormat, boolean])[] = [
  ['.csv', 'csv', false],
  ['.tsv', 'csv', false],
  ['.csv.gz', 'csv', true],
  ['.tsv.gz', 'csv', true],
  ['.jsonl', 'jsonl', false],
  ['.ndjson', 'jsonl', false],
  ['.jsonl.gz', 'jsonl', true],
  ['.ndjson.gz', 'jsonl', true],
  ['.parquet', 'parquet', false],
];

/** The file by the ending of its name; undefined where no format has it. @param path inside of `folder` */
export function dataFileAt(folder: string, path: string): DataFile | undefined {
  const found = endings.find(([ending]) => path.toLowerCase().endsWith(ending));
  return found && { path, absolute: join(folder, path), format: found[1], isCompressed: found[2] };
}

/** The name of a file without its folders and its ending: `orders` of `2024/orders.csv.gz`. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = endings.findLast(([each]) => name.toLowerCase().endsWith(each))?.[0] ?? '';
  return name.slice(0, name.length - ending.length);
}
