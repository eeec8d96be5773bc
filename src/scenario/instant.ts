import { durationPattern, parseDuration } from '../model/duration.ts';
import type { Instant } from '../model/scenario.ts';

const day = '\\d{4}-\\d\\d-\\d\\d';
const time = '[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:?\\d\\d)?';

/** Regular expression (without anchors) of a point in the data's time. */
export const instantPattern = `(?:first|latest|now|${day}(?:${time})?)(?:\\s*[+-]\\s*(?:${durationPattern}))?`;

/**
 * Reads `latest`, `first + 2 days`, `now - 3h`, or a date or timestamp of ISO 8601 (UTC unless it has an offset).
 * @returns undefined where the text is none of these
 */
export function parseInstant(text: string): Instant | undefined {
  const match = new RegExp(`^(first|latest|now|${day}(?:${time})?)(?:\\s*([+-])\\s*(.+))?$`).exec(text.trim());
  const [, start = '', sign, length] = match ?? [];
  const anchor = start === 'first' || start === 'latest' || start === 'now' ? start : parseTimestamp(start);
  if (anchor === undefined) return undefined;
  if (sign === undefined || length === undefined) return { anchor };
  const duration = parseDuration(length);
  return duration && { anchor, offset: { sign: sign === '-' ? -1 : 1, duration } };
}

/** ISO 8601 text in UTC with microseconds; further digits are cut. */
function parseTimestamp(text: string): { readonly iso: string } | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, date, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const local = `${year}-${month}-${date}T${hour}:${minute}:${second}.000Z`;
  const milliseconds = Date.parse(local);
  // Date.parse moves 30 February to March; a text that does not come back is no date.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString() !== local) return undefined;
  const offset = offsetMinutes(zone);
  if (offset === undefined) return undefined;
  const utc = new Date(milliseconds - offset * 60_000);
  return { iso: `${utc.toISOString().slice(0, 19)}.${fraction.slice(0, 6).padEnd(6, '0')}Z` };
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
