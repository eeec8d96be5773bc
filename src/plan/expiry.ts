import type { Duration } from '../model/duration.ts';
import type { EndReason, Run } from '../model/run.ts';
import type { Scenario, Schedule } from '../model/scenario.ts';
import { formatInstant, parseInstant, shift } from '../snapshot/instant.ts';

/**
 * When a run of the scenario ends by itself.
 * @param slot of a scenario with a schedule @param since when it began, ISO 8601 in UTC
 * @returns ISO 8601 in UTC with microseconds; undefined where it lasts as long as its file
 */
export function expiryOf(scenario: Scenario, slot: string, since: string): string | undefined {
  if (scenario.schedule !== undefined && slot !== '') return endOfSlot(scenario.schedule, slot, since);
  return scenario.expires && after(since, scenario.expires);
}

/** When a run ends by itself. @param scenario the file of the run as it is now: how long it lasts may have changed since; absent = as the ledger has it */
export function endOf(run: Run, scenario?: Scenario): string | undefined {
  return (scenario && expiryOf(scenario, run.slot, sinceOf(run))) ?? run.expiresAt ?? undefined;
}

/** Whether a run has ended by itself. @param scenario as for `endOf` */
export function isExpired(run: Run, now: string, scenario?: Scenario): boolean {
  const end = endOf(run, scenario);
  return end !== undefined && end <= now;
}

/** When an applied run began, or the first of the runs that it continues. */
export function sinceOf({ origin, appliedAt }: Pick<Run, 'origin' | 'appliedAt'>): string {
  return origin.since ?? appliedAt!;
}

/** With `skip` a slot's end is known from the start, so that nothing depends on when apply is called. */
function endOfSlot({ keep, misfire, until }: Schedule, slot: string, since: string): string {
  const end = after(misfire === 'skip' ? slot : since, keep);
  return until !== undefined && until < end ? until : end;
}

function after(start: string, duration: Duration): string {
  return formatInstant(shift(parseInstant(start)!, 1, duration, 'day'));
}

/**
 * Since when a run lasts that only goes on with another one: its tables were made anew, or its file changed within a slot.
 * An edited file does not prolong a slot.
 * @returns undefined where it begins itself
 */
export function continuedSince(
  { endReason, slot = '' }: { readonly endReason: EndReason; readonly slot?: string | undefined },
  replaced: Run,
): string | undefined {
  return endReason === 'rebuilt' || (slot !== '' && slot === replaced.slot) ? sinceOf(replaced) : undefined;
}
