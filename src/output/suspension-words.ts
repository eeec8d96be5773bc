import type { Suspension } from '../model/scenario.ts';
import { formatDayAndTime } from './format-time.ts';

/** `suspended until Fri 27 Nov: month end`. @param now ISO 8601 in UTC */
export function suspensionInWords({ reason, until }: Suspension, now: string): string {
  return `suspended${until === undefined ? '' : ` until ${formatDayAndTime(until, now)}`}: ${reason}`;
}
