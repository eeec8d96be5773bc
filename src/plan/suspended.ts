import type { Scenario, Suspension } from '../model/scenario.ts';
import { formatDayAndTime } from '../output/format-time.ts';

/** Whether the file keeps the scenario away at this point in time. @param now ISO 8601 in UTC with microseconds */
export function isSuspended({ suspend }: Scenario, now: string): boolean {
  return suspend !== undefined && (suspend.until === undefined || now < suspend.until);
}

/** `suspended until Fri 27 Nov: month end`. */
export function suspensionInWords({ reason, until }: Suspension, now: string): string {
  return `suspended${until === undefined ? '' : ` until ${formatDayAndTime(until, now)}`}: ${reason}`;
}
