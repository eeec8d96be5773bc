import type { Plan } from '../model/plan.ts';
import { formatRows } from '../output/format-number.ts';
import type { AppliedTarget } from '../run/apply-target.ts';
import type { Undone } from '../run/undo-run.ts';

/** What an apply did, one line for each run; nothing where nothing was done. */
export function appliedText(applied: readonly AppliedTarget[]): string {
  const lines = applied.flatMap(({ target, injected, undone }) => [
    ...undone.map((each) => `Healed   ${each.scenario} in ${target}: ${undoneInWords(each)} (run ${each.run})`),
    ...injected.map((run) => `Injected ${run.scenario} into ${target}: ${formatRows(run.rows)} (run ${run.id})`),
  ]);
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}

/** The same as one document. */
export function appliedJson(plan: Plan, applied: readonly AppliedTarget[]): object {
  return {
    formatVersion: 1,
    project: plan.project,
    planDigest: plan.digest,
    targets: applied.map(({ target, injected, undone }) => ({
      target,
      injected: injected.map(({ id, scenario, rows }) => ({ run: id, scenario, rows })),
      undone,
    })),
  };
}

/** What a rollback did, in words. */
export function undoneInWords({ restored, already, skipped, gone, isHealed }: Undone): string {
  if (isHealed) return 'its tables were dropped or made anew by others, nothing was left to take back';
  const parts = [
    `${formatRows(restored)} back`,
    ...(already > 0 ? [`${formatRows(already)} already as before`] : []),
    ...(skipped > 0 ? [`${formatRows(skipped)} left as others made them`] : []),
    ...(gone > 0 ? [`${formatRows(gone)} no longer there`] : []),
  ];
  return parts.join(', ');
}
