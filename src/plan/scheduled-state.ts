import type { Run } from '../model/run.ts';
import type { Scenario, Schedule } from '../model/scenario.ts';
import { isHeld, newestOf } from '../ledger/holds.ts';
import { formatSlot } from '../output/format-slot.ts';
import { latestSlot } from '../scenario/slots.ts';
import type { Intent } from './desired-state.ts';
import { expiryOf, isExpired } from './expiry.ts';
import { elsewhere, isOwned, type Owner } from './ownership.ts';

/** Why a run is made again of which nothing is left. */
export const madeAnew = 'table made anew';

/** A scenario with a schedule, and what the ledger has of it in one target. */
export interface Scheduled extends Owner {
  readonly scenario: Scenario & { readonly schedule: Schedule };
  readonly runs: readonly Run[];
  /** Ids of active runs of which nothing is left, since their tables were made anew; absent = none. */
  readonly rebuilt?: ReadonlySet<string> | undefined;
  /** ISO 8601 in UTC with microseconds. */
  readonly now: string;
}

/**
 * What should happen about a scenario with a schedule. Each slot is injected once and never gone back to: a slot is
 * spent as soon as the ledger has a run of it or of a later one, whatever the clock says, unless that run was ended by
 * something that has been undone since. A slot that is due ends the one before, however long that was to be kept.
 */
export function scheduledIntent(scheduled: Scheduled): Intent {
  const active = scheduled.runs.find((run) => run.state === 'applied');
  const slot = slotNow(scheduled);
  return active === undefined ? intentForInactive(scheduled, slot) : intentForActive(scheduled, active, slot);
}

function intentForActive(scheduled: Scheduled, run: Run, slot: string | undefined): Intent {
  const { scenario, now, origin } = scheduled;
  const isUnchanged = run.fingerprint === scenario.fingerprint;
  // What others have applied ends as they said.
  const isOver = run.slot !== '' && isExpired(run, now, isOwned(scheduled, run) ? scenario : undefined);
  const isNext =
    slot !== undefined && slot > run.slot && (isOpen(scenario, slot, now) || isMissed(scenario, run, slot));
  if (!isOwned(scheduled, run)) {
    if (isOver) return { action: 'heal', run, reason: 'its slot is over', endReason: 'expired' };
    if (isUnchanged && run.slot !== '') return { action: 'keep', scenario, run, reason: 'unchanged' };
    return { action: 'leave', run, reason: `the file differs, but ${elsewhere(origin, run.origin)}` };
  }
  if (isNext) {
    const endReason = run.slot === '' ? 'changed' : 'expired';
    return { action: 'replace', scenario, run, slot, reason: dueInWords(scheduled, slot), endReason };
  }
  if (run.slot === '') return { action: 'heal', run, reason: 'it has a schedule now', endReason: 'changed' };
  if (isOver) return { action: 'heal', run, reason: 'its slot is over', endReason: 'expired' };
  if (isUnchanged && scheduled.rebuilt?.has(run.id) === true)
    return { action: 'replace', scenario, run, slot: run.slot, reason: madeAnew, endReason: 'rebuilt' };
  if (isUnchanged) return { action: 'keep', scenario, run, reason: 'unchanged' };
  return { action: 'replace', scenario, run, slot: run.slot, reason: 'file changed', endReason: 'changed' };
}

function intentForInactive(scheduled: Scheduled, slot: string | undefined): Intent {
  const { scenario, runs, now } = scheduled;
  const last = newestOf(runs);
  // What expired before it had a schedule is not held by that.
  const isByHand = last?.isHeldWaiting === true || last?.endReason === 'manual';
  if (last !== undefined && isHeld(last) && isByHand && last.fingerprint === scenario.fingerprint)
    return { action: 'hold', scenario, run: last, reason: 'rolled back by hand' };
  if (slot === undefined || isSpent(last, slot))
    return { action: 'wait', scenario, reason: waitInWords(scenario, now) };
  if (isOpen(scenario, slot, now) || isMissed(scenario, last, slot))
    return { action: 'inject', scenario, slot, reason: dueInWords(scheduled, slot) };
  return { action: 'wait', scenario, reason: waitInWords(scenario, now) };
}

/** The latest slot, but none that passed by in a suspension. */
function slotNow({ scenario, now }: Scheduled): string | undefined {
  const slot = latestSlot(scenario.schedule, now);
  return slot !== undefined && slot < (scenario.suspend?.until ?? '') ? undefined : slot;
}

/** Whether a slot that was injected in time would still be active. */
function isOpen(scenario: Scenario, slot: string, now: string): boolean {
  return now < expiryOf(scenario, slot, slot)!;
}

/** Whether a slot is to be made up for. A scenario that was never due has missed nothing but what `from` says. */
function isMissed({ schedule }: Scheduled['scenario'], last: Run | undefined, slot: string): boolean {
  if (schedule.misfire === 'skip') return false;
  return last === undefined || last.slot === '' ? schedule.from !== undefined : slot > last.slot;
}

function isSpent(last: Run | undefined, slot: string): boolean {
  if (last === undefined || last.slot < slot) return false;
  // Ended by hand: then the hold was lifted, or the file is another one.
  return last.slot > slot || last.endReason === 'expired';
}

function dueInWords({ scenario: { schedule }, now }: Scheduled, slot: string): string {
  return `slot of ${formatSlot(slot, schedule.timezone, now)}`;
}

function waitInWords({ schedule }: Scenario, now: string): string {
  return schedule?.until !== undefined && schedule.until <= now ? 'its schedule has ended' : 'no slot is due';
}
