import type { LoadColumn, LoadTable } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import type { RowMaker } from '../table-source.ts';

/** A way to write rows into files. */
export type FileFormat = GrowingFormat | WholeFormat;

/** Files to which stretches of rows are appended; makers make these side by side. */
export interface GrowingFormat {
  readonly kind: 'growing';
  /** What names of files end in: `.csv.gz`. */
  readonly ending: string;
  /** Options with which DuckDB writes rows as they are to stand in the file; undefined where it cannot. */
  readonly direct: Sql | undefined;
  /** Options for rows as text without compression, which `pack` then makes what is to stand in the file. */
  readonly plain: Sql;
  /** Absent = the text as it is. */
  readonly pack?: ((text: AsyncIterable<Buffer>) => AsyncIterable<Buffer>) | undefined;
  readonly frame: Frame;
  select(columns: readonly LoadColumn[]): Sql;
  /** What stands before the first row. @param scratch a file that may be written and is removed afterwards */
  head(maker: RowMaker, columns: readonly LoadColumn[], scratch: string): Promise<Buffer>;
}

/** How rows stand together in a file. Lengths are those of plain text. */
export interface Frame {
  /** What stands between two stretches. */
  readonly between: Buffer;
  /** What stands behind the last row. */
  readonly close: Buffer;
  /** Bytes at the beginning and the end of what DuckDB writes that are not those of rows. */
  readonly trim: { readonly start: number; readonly end: number };
  /** Rows end in line feeds: bytes before and behind one that belong to no row. Undefined = the line feed belongs to the row before it. */
  readonly separator?: { readonly before: number; readonly behind: number } | undefined;
  /** Whether line feeds within double quotes end no row. */
  readonly isQuoted: boolean;
}

/** Files that one maker writes in one go. */
export interface WholeFormat {
  readonly kind: 'whole';
  readonly ending: string;
  /** Most rows of a file, as the format has it; absent = any number. */
  readonly mostRows?: number | undefined;
  /** @throws UNSUPPORTED for a table that no file of the format can hold */
  check?: ((table: LoadTable) => void) | undefined;
  write(maker: RowMaker, rows: WholeRows, signal: AbortSignal): Promise<void>;
  /** Options with which DuckDB writes a file; absent where it does not, and tables cannot be partitioned. */
  options?(bytesOfRow: number): Sql;
  select(columns: readonly LoadColumn[]): Sql;
}

export interface WholeRows {
  readonly table: LoadTable;
  /** About how many a row takes as text. */
  readonly bytesOfRow: number;
  readonly from: number;
  readonly to: number;
  readonly path: string;
}
