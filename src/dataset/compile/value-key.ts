import { createHash } from 'node:crypto';

/** Whose value is drawn, and for what. */
export interface ValueKey {
  readonly seed: string;
  readonly table: string;
  readonly column: string;
  readonly purpose: string;
}

/** The 64 bits that tell the draws of one column and purpose from all others, as a signed number: the head of a SHA-512. */
export function valueKey({ seed, table, column, purpose }: ValueKey): bigint {
  const text = ['faultline.value.v1', seed, table, column, purpose].join('\u001f');
  return createHash('sha512').update(text, 'utf8').digest().readBigInt64BE(0);
}
