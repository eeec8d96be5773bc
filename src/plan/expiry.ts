import type { Duration } from '../model/duration.ts';
import type { Run } from '../model/run.ts';
import type { Scenario, Schedule } from '../model/scenario.ts';
import { formatInstant, parseInstant, shift } from '../snapshot/instant.ts';

/**
 * When a run of the scenario ends by itself.
 * @param slot of a scenario with a schedule @param appliedAt ISO 8601 in UTC
 * @returns ISO 8601 in UTC with microseconds; undefined where it lasts as long as its file
 */
export function expiryOf(scenario: Scenario, slot: string, appliedAt: string): string | undefined {
  if (scenario.schedule !== undefined) return endOfSlot(scenario.schedule, slot, appliedAt);
  return scenario.expires && after(appliedAt, scenario.expires);
}

/** Whether a run has ended by itself. @param scenario the file of the run as it is now: how long it lasts may have changed since */
export function isExpired(run: Run, now: string, scenario?: Scenario): boolean {
  const expiresAt = (scenario && expiryOf(scenario, run.slot, run.appliedAt!)) ?? run.expiresAt;
  return expiresAt !== null && expiresAt <= now;
}

/** With `skip` a slot's end is known from the start, so that nothing depends on when apply is called. */
function endOfSlot({ keep, misfire, until }: Schedule, slot: string, appliedAt: string): string {
  const end = after(misfire === 'skip' ? slot : appliedAt, keep);
  return until !== undefined && until < end ? until : end;
}

function after(start: string, duration: Duration): string {
  return formatInstant(shift(parseInstant(start)!, 1, duration, 'day'));
}
