import type { Plan } from '../model/plan.ts';
import { count, formatCount } from './format-number.ts';

/** Targets that are named with their reasons; of more it is said how many there are. */
const namedTargets = 20;

/**
 * In how many of its targets each scenario is placed, one line for every scenario that is left out somewhere:
 * `crm-spike: placed in 9 of 10 targets; not in customer-j (role fact is not bound)`.
 */
export function placementsInWords(plan: Plan): readonly string[] {
  const absences = plan.targets.flatMap((target) => target.absences ?? []);
  const scenarios = [...new Set(absences.map(({ scenario }) => scenario))].toSorted();
  return scenarios.map((scenario) => {
    const own = absences.filter((absence) => absence.scenario === scenario);
    const placed = plan.targets.filter(
      ({ target, actions }) =>
        own.every((absence) => absence.target !== target) && actions.some((action) => action.scenario === scenario),
    ).length;
    const missing = own.slice(0, namedTargets).map(({ target, reason }) => `${target} (${reason})`);
    const more = own.length > namedTargets ? [`${formatCount(own.length - namedTargets)} more`] : [];
    return `${scenario}: placed in ${formatCount(placed)} of ${count(placed + own.length, 'target')}; not in ${[...missing, ...more].join(', ')}`;
  });
}
