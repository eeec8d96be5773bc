import { createHash } from 'node:crypto';
import type { Batch } from './batch.ts';

/**
 * The `Idempotency-Key` of a batch: the same whenever the same rows are sent, in a retry as in a run that is continued.
 * A UUID of version 8 (RFC 9562, section 5.8): 122 bits of SHA-256.
 * @param identity what decides the rows, besides table and numbers: name, seed and digest of the data set
 */
export function idempotencyKey(identity: readonly string[], batch: Omit<Batch, 'read'>): string {
  const { table, number, from, to, quality } = batch;
  const digest = createHash('sha256')
    .update(JSON.stringify([identity, table, number, from, to, quality]))
    .digest();
  digest[6] = (digest.readUInt8(6) & 0x0f) | 0x80;
  digest[8] = (digest.readUInt8(8) & 0x3f) | 0x80;
  return digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
