import type { Plan } from '../model/plan.ts';
import type { Absence } from '../model/role.ts';
import { count, formatCount } from './format-number.ts';

/** Targets that are named with their reasons; of more it is said how many there are. */
const namedTargets = 20;

/** Targets that the way out names; of more it names none, which means all. */
const hintedTargets = 3;

/**
 * In how many of its targets each scenario is placed, one line for every scenario that is left out somewhere:
 * `crm-spike: placed in 8 of 10 targets; not in customer-j (role fact is not bound), customer-k (could not be planned)`.
 */
export function placementsInWords(plan: Plan): readonly string[] {
  const absences = absencesOf(plan);
  const scenarios = [...new Set(absences.map(({ scenario }) => scenario))].toSorted();
  return scenarios.map((scenario) => {
    const own = absences.filter((absence) => absence.scenario === scenario);
    const placed = plan.targets.filter(
      ({ target, actions }) =>
        own.every((absence) => absence.target !== target) && actions.some((action) => action.scenario === scenario),
    ).length;
    const failed = (plan.failures ?? []).filter(({ scenarios: planned }) => planned?.includes(scenario) === true);
    const missing = [...own, ...failed.map(({ target }) => ({ target, reason: 'could not be planned' }))];
    const named = missing.slice(0, namedTargets).map(({ target, reason }) => `${target} (${reason})`);
    const more = missing.length > namedTargets ? [`${formatCount(missing.length - namedTargets)} more`] : [];
    return `${scenario}: placed in ${formatCount(placed)} of ${count(placed + missing.length, 'target')}; not in ${[...named, ...more].join(', ')}`;
  });
}

/** The command that proposes what is not bound; undefined where every scenario is placed. */
export function bindCommand(plan: Plan): string | undefined {
  const targets = [...new Set(absencesOf(plan).map(({ target }) => target))];
  if (targets.length === 0) return undefined;
  return ['faultline bind', ...(targets.length > hintedTargets ? [] : targets)].join(' ');
}

function absencesOf(plan: Plan): readonly Absence[] {
  return plan.targets.flatMap(({ absences = [] }) => absences);
}
