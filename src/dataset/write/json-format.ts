import { sql } from '../../sql/sql.ts';
import type { GrowingFormat } from './file-format.ts';
import { asJson } from '../select-list.ts';

/** What DuckDB writes before the first row of an array, between two, and behind the last. */
const [open, between, close] = ['[\n\t', ',\n\t', '\n]\n'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];

/** Files that are one JSON array of objects each, spliced of the arrays of their stretches. */
export const jsonFormat: GrowingFormat = {
  kind: 'growing',
  ending: '.json',
  direct: sql`format json, array true`,
  plain: sql`format json, array true`,
  frame: {
    between,
    close,
    trim: { start: open.length, end: close.length },
    separator: { before: 1, behind: 1 },
    isQuoted: false,
  },
  select: asJson,
  head: () => Promise.resolve(open),
};
