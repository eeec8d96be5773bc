import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import type { TargetStatus } from '../output/reports.ts';
import { formatInstant, parseInstant } from '../snapshot/instant.ts';
import { planSchedule } from './plan-schedule.ts';
import { isSuspended } from './suspended.ts';

/**
 * What scenario files have in store for a target: when they are due again, and which are suspended.
 * @param scenarios of the target @param held runs that hold their scenario there, of the project
 * @param now ISO 8601 in UTC with microseconds
 */
export function comingState(
  scenarios: readonly Scenario[],
  held: readonly Run[],
  now: string,
): Required<Pick<TargetStatus, 'withoutFile' | 'changed' | 'coming' | 'suspended'>> {
  const isHeld = ({ name, fingerprint }: Scenario) =>
    held.some((run) => run.scenario === name && run.fingerprint === fingerprint);
  const suspended = scenarios.filter((scenario) => isSuspended(scenario, now));
  const isChanged = (run: Run) =>
    scenarios.some(({ name, fingerprint }) => name === run.scenario && fingerprint !== run.fingerprint);
  return {
    changed: held.filter(isChanged).map(({ scenario }) => scenario),
    withoutFile: held.map(({ scenario }) => scenario).filter((name) => scenarios.every((each) => each.name !== name)),
    coming: scenarios
      .filter((scenario) => !isHeld(scenario))
      .flatMap((scenario) => {
        const start = slotsAfter(scenario, now);
        const { schedule } = start === undefined ? {} : planSchedule(scenario, start);
        return schedule === undefined || schedule.next.length === 0 ? [] : [{ scenario: scenario.name, ...schedule }];
      }),
    suspended: suspended.map(({ name, suspend }) => ({ scenario: name, ...suspend! })),
  };
}

/** Slots pass by while a scenario is suspended; undefined where no end of it is known. */
function slotsAfter(scenario: Scenario, now: string): string | undefined {
  const until = scenario.suspend?.until;
  if (!isSuspended(scenario, now)) return now;
  return until === undefined ? undefined : formatInstant(parseInstant(until)! - 1000n);
}
