import type { TableName } from './table.ts';

/** What an engine whose tables are files does with them as files. */
export interface FileOperations {
  /**
   * Writes the rows of a table to a new file, in the format of its ending, in memory that does not grow with their number.
   * @param path inside of the target's folder
   */
  exportTable(table: TableName, path: string): Promise<void>;
}
