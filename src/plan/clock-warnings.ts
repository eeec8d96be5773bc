import { formatDuration } from '../model/duration.ts';
import type { Scenario } from '../model/scenario.ts';
import { nextSlots } from '../scenario/slots.ts';
import { formatInstant, parseInstant, shift } from '../snapshot/instant.ts';

/** Slots that are looked at. */
const slots = 10;

/** What scenario files say about the clock and hardly mean. @param now ISO 8601 in UTC with microseconds */
export function clockWarnings(scenarios: readonly Scenario[], now: string): readonly string[] {
  return scenarios.flatMap((scenario) => [...pastSuspension(scenario, now), ...neverLasting(scenario, now)]);
}

function pastSuspension({ name, path, suspend }: Scenario, now: string): readonly string[] {
  if (suspend?.until === undefined || now < suspend.until) return [];
  return [
    `${name} is suspended until ${suspend.until.slice(0, 10)}, which is over: it is active again, and suspend in ${path} says nothing any more`,
  ];
}

/** Every one of the next slots is still there when the one after it is due. */
function neverLasting({ name, schedule }: Scenario, now: string): readonly string[] {
  if (schedule === undefined) return [];
  const due = nextSlots(schedule, now, slots);
  const isCutShort = (slot: string, next: string) =>
    formatInstant(shift(parseInstant(slot)!, 1, schedule.keep, 'day')) > next;
  if (due.length < slots || !due.slice(1).every((next, index) => isCutShort(due[index]!, next))) return [];
  return [
    `${name} is kept for ${formatDuration(schedule.keep)}, but its next slot is always due before that and ends the one before: it is active all the time, with other rows from slot to slot`,
  ];
}
