/** What happens to a file as a file, whatever rows it holds. */
export type FileDamage =
  /** The end is cut off. `percent` of its bytes is decimal text, "50". */
  | { readonly kind: 'truncated'; readonly percent: string }
  /** The line end behind the last row is cut off. */
  | { readonly kind: 'without last line end' }
  | { readonly kind: 'emptied'; readonly keepsHeader: boolean }
  /** Values are separated by another character, and no longer quoted where they would have to be. */
  | { readonly kind: 'other delimiter'; readonly delimiter: string }
  /** Lines end in CR LF where they ended in LF, or the other way round. */
  | { readonly kind: 'other line ends' }
  /** A byte order mark of UTF-8 stands in front. */
  | { readonly kind: 'with byte order mark' }
  /** An empty line follows behind the last row. */
  | { readonly kind: 'with blank line' };

/** A file before and after. */
export interface BrokenFile {
  /** Inside of the target's folder. */
  readonly path: string;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  /** SHA-256 in hex. */
  readonly digestBefore: string;
  readonly digestAfter: string;
}
