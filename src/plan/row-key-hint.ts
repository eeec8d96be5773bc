import type { Connection } from '../model/engine.ts';
import type { Table } from '../model/table.ts';

/** What to write where nothing identifies the rows of a table, as the end of a sentence; undefined where it would be refused. */
export function rowKeyHint({ dialect }: Connection, { referencedBy }: Table): string | undefined {
  const isPossible = dialect.rowAddress !== undefined && referencedBy.length === 0;
  return isPossible ? 'or write `key: row`, which tells rows apart by all that they hold' : undefined;
}
