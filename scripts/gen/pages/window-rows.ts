import { parseInstant } from '../../../src/snapshot/instant.ts';
import type { Performed, RowPair, SampleRow } from './example.ts';

/** Milliseconds of a time as texts of rows have it, in UTC. */
export function millisecondsOf(text: string): number {
  return Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text.replace(' ', 'T')}Z`);
}

/** Bounds of the step's windows in milliseconds; undefined where it looks at all of time. */
export function windowBounds({
  planned,
}: Performed): readonly { readonly from: number; readonly to: number }[] | undefined {
  return planned.frozen.windows?.map(({ from, to }) => ({
    from: from === undefined ? -Infinity : Number(parseInstant(from)!) / 1000,
    to: to === undefined ? Infinity : Number(parseInstant(to)!) / 1000,
  }));
}

/** Rows whose time is in the step's windows, before or after. */
export function windowPairs(performed: Performed): readonly RowPair[] {
  const bounds = windowBounds(performed);
  if (bounds === undefined) return performed.pairs;
  const time = performed.planned.frozen.timeColumn ?? performed.table.time;
  const isInside = (row: SampleRow | undefined) => {
    const text = row?.[time];
    if (text === null || text === undefined) return false;
    const at = millisecondsOf(text);
    return bounds.some(({ from, to }) => at >= from && at < to);
  };
  return performed.pairs.filter(({ before, after }) => isInside(before ?? after));
}
