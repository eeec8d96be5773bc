import type { Scenario } from '../model/scenario.ts';

/** Whether the file keeps the scenario away at this point in time. @param now ISO 8601 in UTC with microseconds */
export function isSuspended({ suspend }: Scenario, now: string): boolean {
  return suspend !== undefined && (suspend.until === undefined || now < suspend.until);
}
