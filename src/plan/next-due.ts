import type { Action } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { nextSlots } from '../scenario/slots.ts';
import { endOf as endOfRun } from './expiry.ts';

/**
 * When the state of a target changes by itself, once the plan's actions are carried out: the next slot, the end of a run,
 * the end of a suspension.
 * @param scenarios of this target @param active its applied runs @param now ISO 8601 in UTC with microseconds
 * @returns undefined where only a changed file changes anything
 */
export function nextDue(
  scenarios: readonly Scenario[],
  actions: readonly Action[],
  active: readonly Run[],
  now: string,
): string | undefined {
  const moments = [
    ...scenarios.flatMap(({ schedule }) => (schedule === undefined ? [] : nextSlots(schedule, now, 1))),
    ...scenarios.flatMap(({ suspend }) => suspend?.until ?? []),
    ...actions.flatMap((action) => endOf(action, scenarios, active) ?? []),
  ];
  return moments.filter((moment) => moment > now).toSorted()[0];
}

/** When what an action leaves active ends. */
function endOf(action: Action, scenarios: readonly Scenario[], active: readonly Run[]): string | undefined {
  if (action.action === 'inject' || action.action === 'replace') return action.expiresAt;
  if (action.action !== 'keep' && action.action !== 'leave') return undefined;
  const run = active.find(({ id }) => id === action.active.run);
  const scenario = scenarios.find(({ name }) => name === action.scenario);
  return run && endOfRun(run, scenario);
}
