import { createReadStream } from 'node:fs';
import { FaultlineError } from '../../model/errors.ts';
import type { Frame } from './file-format.ts';

/** Bytes of a file, from `start` (inclusive) to `end` (exclusive). */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const lineFeed = 10;
const quote = 34;

/**
 * Where runs of records stand in a file of text.
 * @param within the bytes that hold the records
 * @param counts records of each run, at least one, in their order
 */
export async function splitRecords(
  path: string,
  within: Range,
  counts: readonly number[],
  { separator, isQuoted }: Frame,
): Promise<readonly Range[]> {
  const ranges: Range[] = [];
  let position = within.start;
  let start = within.start;
  let left = counts[0] ?? 0;
  let isInside = false;
  const endRun = (end: number, next: number) => {
    ranges.push({ start, end });
    start = next;
    left = counts[ranges.length] ?? 0;
  };
  for await (const chunk of createReadStream(path, {
    start: within.start,
    end: within.end - 1,
    highWaterMark: 1 << 20,
  })) {
    const bytes = chunk as Buffer;
    const hasQuotes = isQuoted && (isInside || bytes.includes(quote));
    for (let at = 0; ; at += 1) {
      if (hasQuotes) {
        // A doubled quote leaves and enters again.
        for (; at < bytes.length && (isInside || bytes[at] !== lineFeed); at += 1)
          if (bytes[at] === quote) isInside = !isInside;
        if (at >= bytes.length) break;
      } else {
        at = bytes.indexOf(lineFeed, at);
        if (at === -1) break;
      }
      left -= 1;
      if (left > 0) continue;
      const feed = position + at;
      if (separator === undefined) endRun(feed + 1, feed + 1);
      else endRun(feed - separator.before, feed + 1 + separator.behind);
    }
    position += bytes.length;
  }
  // Behind the last record no separator stands.
  if (separator !== undefined && ranges.length < counts.length && left === 1) endRun(within.end, within.end);
  if (ranges.length !== counts.length || start !== within.end)
    throw new FaultlineError('INTERNAL', `${path} has not the records that were counted`);
  return ranges;
}
