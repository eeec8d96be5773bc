import type { BrokenFile, FileDamage } from './file-damage.ts';
import type { TableName } from './table.ts';

/** A file as a damage would leave it. */
export interface DamagePreview {
  readonly file: BrokenFile;
  /** The first line as text, cut where it is long. */
  readonly firstLine: { readonly before: string; readonly after: string };
}

/** What an engine whose tables are files does with them as files. */
export interface FileOperations {
  /** Paths of the table's files, sorted. @throws UNKNOWN_TABLE */
  filesOf(table: TableName): Promise<readonly string[]>;
  /** Whether files of the table's format can be broken so. @throws UNKNOWN_TABLE */
  suits(table: TableName, damage: FileDamage): Promise<boolean>;
  /** What the damage would make of a file; nothing is written. @throws UNSUITABLE_TABLE where files of its format cannot be broken so */
  previewDamage(table: TableName, path: string, damage: FileDamage): Promise<DamagePreview>;
  /** Breaks a file as part of the open transaction. @throws WRITE_CONFLICT where it is no longer what it was when the damage was previewed */
  damage(table: TableName, file: BrokenFile, damage: FileDamage): Promise<void>;
  /** Puts the bytes from before back, as part of the open transaction, whatever is there now. */
  repair(file: BrokenFile): Promise<void>;
  /** `broken`: as the damage left it; `whole`: as before; `changed`: by others; `gone`: not there. */
  standingOf(file: BrokenFile): Promise<'broken' | 'whole' | 'changed' | 'gone'>;
  /**
   * Writes the rows of a table to a new file, in the format of its ending, in memory that does not grow with their number.
   * @param path inside of the target's folder
   */
  exportTable(table: TableName, path: string): Promise<void>;
}
