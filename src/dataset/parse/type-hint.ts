import { nearest } from '../../scenario/nearest.ts';
import type { ValueTypes } from '../compile/compile-table.ts';

/** Names that databases and languages have for types. */
const elsewhere: Readonly<Record<string, string>> = {
  int: 'integer',
  int4: 'integer',
  int8: 'integer',
  bigint: 'integer',
  smallint: 'integer',
  long: 'integer',
  number: 'decimal',
  numeric: 'decimal',
  money: 'decimal',
  double: 'float',
  real: 'float',
  bool: 'boolean',
  char: 'string',
  varchar: 'string',
  text: 'string',
  datetime: 'timestamp',
  timestamptz: 'timestamp',
  bytea: 'binary',
  blob: 'binary',
  guid: 'uuid',
  name: 'full_name',
  category: 'enum',
  choice: 'enum',
  list: 'array',
  object: 'json',
};

/** What was probably meant by a type that there is not. */
export function typeHint(id: string, types: ValueTypes): string {
  const meant = elsewhere[id.toLowerCase()] ?? nearest(id, types.keys());
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  const basic = [...types.values()].filter(({ category }) => category === 'basic' || category === 'time');
  return `There are ${basic.map((type) => type.id).join(', ')}, and ${types.size - basic.length} more: docs/values.md.`;
}
