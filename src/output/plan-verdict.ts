import type { Plan, TargetPlan } from '../model/plan.ts';
import { hasChanges, isChange, isInjection } from '../model/plan-changes.ts';
import { count, formatCount, formatRows } from './format-number.ts';
import { formatMoment } from './format-time.ts';
import { alert, code } from './markdown.ts';
import { actionsOf, countActions } from './plan-counts.ts';
import { plannedRows, rowAmountsInWords } from './row-amounts.ts';
import { truncate } from './width.ts';

/** Names in the heading, so that it stays short however many targets there are. */
const namedTargets = 3;
const longestName = 60;

/** What apply would do, where, to how many rows, and what to look at first: the heading of a plan in Markdown. */
export function planVerdict(plan: Plan): readonly string[] {
  const changed = plan.targets.filter((target) => hasChanges({ ...plan, targets: [target] }));
  const isProduction = changed.some(({ environment }) => environment === 'production');
  const conflicts = actionsOf(plan).reduce((sum, action) => sum + ('conflicts' in action ? action.conflicts : 0), 0);
  return [
    `## Faultline: ${verdict(plan, changed)}`,
    '',
    [named(plan.project), formatMoment(plan.now), ...warnings(plan)].join(' · '),
    ...alert('CAUTION', [
      ...(isProduction ? ['this changes **production**'] : []),
      ...(conflicts === 0 ? [] : [`${formatRows(conflicts)} changed by others since, so apply will stop`]),
    ]),
  ];
}

function verdict(plan: Plan, changed: readonly TargetPlan[]): string {
  const failed = plan.failures?.length ?? 0;
  const failures = failed === 0 ? '' : `, ${count(failed, 'target')} failed`;
  if (changed.length === 0) return `nothing to do${failures}`;
  const actions = actionsOf(plan).filter(isChange);
  return `${countActions(actions)} in ${names(changed)}, ${rowAmountsInWords(plannedRows(actions))}${failures}`;
}

function names(targets: readonly TargetPlan[]): string {
  const shown = targets
    .slice(0, namedTargets)
    .map(({ target, environment }) => `${named(target)}${environment === 'production' ? ' (production)' : ''}`);
  const more = targets.length - shown.length;
  return `${shown.join(', ')}${more === 0 ? '' : ` and ${formatCount(more)} more`}`;
}

function named(name: string): string {
  return code(truncate(name, longestName));
}

function warnings({ targets, warnings: ofProject = [] }: Plan): readonly string[] {
  const amount = targets.reduce((sum, target) => {
    const steps = target.actions.filter(isInjection).flatMap((action) => action.steps);
    return steps.reduce((ofSteps, step) => ofSteps + step.warnings.length, sum + target.warnings.length);
  }, ofProject.length);
  return amount === 0 ? [] : [`**${count(amount, 'warning')}**`];
}
