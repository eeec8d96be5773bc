/** What becomes of one row of a file. */
export interface RowEdit {
  /** Number of the row in the bytes that are edited; new rows follow after the last. */
  readonly row: number;
  readonly kind: 'changed' | 'gone' | 'new';
  /** Of each column of the file its new value; undefined = as it was. */
  readonly values: readonly (string | null | undefined)[];
}

/** Rewrites one row, or writes a new one where there is none. */
export interface RowWriter {
  changed(record: Buffer, values: RowEdit['values']): Buffer;
  /** @param like a row of the file, for its manner of quoting; undefined where it has none */
  added(values: RowEdit['values'], like: Buffer | undefined): Buffer;
}
