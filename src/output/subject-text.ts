import type { TableName } from '../model/table.ts';
import { printable } from './printable.ts';

/** `shop.public.orders.total`, as a shell takes it. @param column undefined = the table as a whole */
export function subjectText(target: string, table: TableName, column?: string): string {
  const names = [target, table.schema, table.name, ...(column === undefined ? [] : [column])];
  const isPlain = names.every((name) => /^[\p{L}\p{N}_-]+$/u.test(name));
  if (isPlain) return names.join('.');
  const quoted = names.map((name) => `"${printable(name).replaceAll('"', '""')}"`).join('.');
  return `'${quoted.replaceAll("'", String.raw`'\''`)}'`;
}
