import type { BrokenFile, FileDamage } from './file-damage.ts';
import type { Column, UniqueKey } from './table.ts';

/** A column as its table declares it, with what goes when it goes, in the engine's own words. */
export interface DeclaredColumn {
  readonly column: Column;
  /** Keys of the table that go with it. */
  readonly keys: readonly UniqueKey[];
  /** What stands behind its name in a definition of the table: type, collation, default, comment; never null or not null. */
  readonly definition: string;
  /** Pieces of SQL that take off what hangs on it, in this order, before it goes. */
  readonly detach: readonly string[];
  /** Pieces of SQL that put the same back when a column of its name is there again, in this order. */
  readonly attach: readonly string[];
  /** What would break or be lost for good if it went, in words: "view public.big_orders". */
  readonly dependents: readonly string[];
  /** What changes although it comes back, in words. */
  readonly notes: readonly string[];
}

/** What the description of a table leaves out. */
export interface Declaration {
  /** In the table's order. */
  readonly columns: readonly DeclaredColumn[];
  /** Constraints of the table as it would be made anew with, where the engine makes tables anew; else empty. */
  readonly constraints: readonly string[];
  /** Pieces of SQL that give a table made anew what its definition leaves out; else empty. */
  readonly settings: readonly string[];
  /** What reads the table by its name and fails once it has another one, or goes on reading it under that, in words. */
  readonly readers: readonly string[];
}

/** A change of a table's shape, with all that takes it back. */
export type Alteration =
  | { readonly change: 'rename column'; readonly from: string; readonly to: string }
  /** `value` is the text of the default, which every row gets; null = none. */
  | { readonly change: 'add column'; readonly column: Column; readonly value: string | null }
  | { readonly change: 'drop column'; readonly declared: DeclaredColumn }
  | { readonly change: 'retype column'; readonly declared: DeclaredColumn; readonly to: Column }
  /** All columns, in their order before and after. */
  | { readonly change: 'reorder columns'; readonly from: readonly string[]; readonly to: readonly string[] }
  /** Names of the table, in its schema. */
  | { readonly change: 'rename table'; readonly from: string; readonly to: string }
  /** The table is as it was, and some of the files that it is made of are not. */
  | { readonly change: 'break files'; readonly damage: FileDamage; readonly files: readonly BrokenFile[] };

/** Types that every engine has, for columns that Faultline makes. */
export const portableTypes = ['text', 'integer', 'decimal', 'float', 'boolean', 'date', 'timestamp'] as const;
export type PortableType = (typeof portableTypes)[number];
