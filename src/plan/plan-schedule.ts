import type { PlannedSchedule } from '../model/plan.ts';
import type { Scenario } from '../model/scenario.ts';
import { nextSlots } from '../scenario/slots.ts';

/** Slots that a plan shows. */
const shown = 5;

/** When a scenario is due again; nothing where it has no schedule. @param now ISO 8601 in UTC */
export function planSchedule({ schedule }: Scenario, now: string): { readonly schedule?: PlannedSchedule } {
  if (schedule === undefined) return {};
  const { cron, timezone } = schedule;
  return { schedule: { cron, timezone, next: nextSlots(schedule, now, shown) } };
}
