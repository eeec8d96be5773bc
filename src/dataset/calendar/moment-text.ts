import {
  bucketStart,
  earliest,
  last,
  parseInstant as absolute,
  shift,
  type Microseconds,
} from '../../snapshot/instant.ts';
import { instantPattern, parseInstant } from '../../scenario/instant.ts';

/** Regular expression of a point in time as data sets write it: `2026-11-21`, `2026-11-21T09:00:00`, `now`, `today - 90 days`. */
export const momentPattern = `^\\s*${instantPattern.replace('first|latest|now', 'today|now')}\\s*$`;

/**
 * Reads a point in time.
 * @param now what `now` means, ISO 8601; `today` is the start of its day
 * @returns undefined where the text is none
 */
export function readMoment(text: string, now: string): Microseconds | undefined {
  const isToday = /^\s*today\b/.test(text);
  const instant = parseInstant(text.replace(/^\s*today\b/, 'now'));
  if (instant === undefined || instant.anchor === 'first' || instant.anchor === 'latest') return undefined;
  const clock = absolute(now);
  const named = isToday && clock !== undefined ? bucketStart(clock, 'day') : clock;
  const start = typeof instant.anchor === 'object' ? absolute(instant.anchor.iso) : named;
  if (start === undefined || start < earliest || start > last) return undefined;
  const { offset } = instant;
  if (offset === undefined) return start;
  return offset.duration.unit === 'bucket' ? undefined : shift(start, offset.sign, offset.duration, 'day');
}
