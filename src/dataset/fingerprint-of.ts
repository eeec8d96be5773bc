import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/canonical-json.ts';

/** Tells rows of one configuration from those of another. @returns 64 hexadecimal digits */
export function fingerprintOf(configuration: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(canonicalJson(configuration)).digest('hex');
}
