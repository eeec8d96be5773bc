import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Table } from '../model/table.ts';

/** SHA-256 over the columns, types and keys of a table: a plan is stale when it differs. */
export function schemaDigest(table: Table): string {
  const columns = table.columns.map(({ name, type, isNullable, isComputed }) => ({
    name,
    type,
    isNullable,
    isComputed,
  }));
  return createHash('sha256')
    .update(canonicalJson({ columns, keys: table.keys }))
    .digest('hex');
}
