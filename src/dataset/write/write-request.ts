import type { Log } from '../../model/log.ts';
import type { Shard } from '../choose-part.ts';
import type { TableSource } from '../table-source.ts';
import type { CsvParameters } from './csv-parameters.ts';
import type { Disk } from './disk.ts';
import type { JsonParameters } from './json-parameters.ts';
import type { JsonlParameters } from './jsonl-parameters.ts';
import type { ParquetParameters } from './parquet-parameters.ts';
import type { XlsxParameters } from './xlsx-parameters.ts';

/** The kind of the files with its parameters, valid and with their defaults. */
export type FileOutput =
  | { readonly kind: 'csv'; readonly with: CsvParameters }
  | { readonly kind: 'jsonl'; readonly with: JsonlParameters }
  | { readonly kind: 'json'; readonly with: JsonParameters }
  | { readonly kind: 'parquet'; readonly with: ParquetParameters }
  | { readonly kind: 'xlsx'; readonly with: XlsxParameters };

/** What makes rows needs besides tables and where they go. */
export interface Making {
  /** Breaks off what is being made; what was written is kept for --continue. */
  readonly signal: AbortSignal;
  /** Makers of rows that work side by side, one thread each. The result does not depend on it. */
  readonly workers: number;
  readonly observe?: ((progress: WriteProgress) => void) | undefined;
}

/** How far a table is. Told as stretches of rows arrive where they go, in their order. */
interface WriteProgress {
  readonly table: string;
  /** Rows that are there, of so many. */
  readonly rows: number;
  readonly of: number;
  /** Bytes of the table's files so far. */
  readonly bytes: number;
}

/** Tables, and the files that they are to become. */
export interface WriteRequest extends Making {
  /** Name of the data set; the record of what was written is named after it. */
  readonly dataset: string;
  /** Each with the part of its rows that is wanted. */
  readonly sources: readonly TableSource[];
  readonly output: FileOutput;
  /** Folder of the files, absolute, in place of the output's own. It is made where it is missing. */
  readonly folder: string;
  /** Names the files; `sources` hold only the rows of the shard already. */
  readonly shard?: Shard | undefined;
  /** Removes what an earlier run of the same data set has written, as its own record lists it. */
  readonly force: boolean;
  /** Goes on with a run that was broken off; begins one where there is none. */
  readonly isContinued: boolean;
  /** All that decides the rows, as JSON holds it. A run is continued by the same configuration only. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Where the labels of the tables go, absolute; no file of a table may go there. Absent = there are none. */
  readonly labels?: string | undefined;
  readonly log: Log;
  /** Default: the disk of this machine. */
  readonly disk?: Disk | undefined;
  /** Milliseconds after which what has arrived is brought to the disk and recorded. Default: 1000. */
  readonly recordEvery?: number | undefined;
  /** Rows that are made in one go, in place of the number that follows from the columns. */
  readonly rowsOfStretch?: number | undefined;
}

/** What was made. */
export interface WriteReport {
  readonly tables: readonly WrittenTable[];
  readonly seconds: number;
}

interface WrittenTable {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  /** Paths of the files, relative to the folder, with slashes. */
  readonly files: readonly string[];
}
