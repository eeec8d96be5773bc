import type { TargetFailure } from '../model/failure.ts';
import type { Plan } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { failureList } from '../output/failure-list.ts';
import { count, formatCount, formatRows } from '../output/format-number.ts';
import { code, escapeMarkdown } from '../output/markdown.ts';
import { type MarkdownReport, renderMarkdown, type Section } from '../output/markdown-report.ts';
import { type RowAmounts, rowAmountsInWords } from '../output/row-amounts.ts';
import type { AppliedTarget } from '../run/apply-target.ts';
import type { Undone } from '../run/undo-run.ts';

/** What an apply did, one line for each run; nothing where nothing was done. */
export function appliedText(applied: readonly AppliedTarget[]): string {
  const lines = applied.flatMap(({ target, injected, undone, approvedRows }) => [
    ...undone.map((each) => `Healed   ${each.scenario} in ${target}: ${undoneInWords(each)} (run ${each.run})`),
    ...injected.map((run) => `Injected ${run.scenario} into ${target}: ${rowsOf(run, approvedRows)} (run ${run.id})`),
  ]);
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}

/** The same in Markdown, to stand under the plan. */
export function appliedMarkdown(applied: readonly AppliedTarget[], failures: readonly TargetFailure[] = []): string {
  return isIdle(applied) && failures.length === 0 ? '' : `\n${renderMarkdown(appliedReport(applied, failures))}`;
}

/** The same as a report with a verdict, which can be cut. */
export function appliedReport(
  applied: readonly AppliedTarget[],
  failures: readonly TargetFailure[] = [],
): MarkdownReport {
  const nothing = failures.length === 0 ? 'nothing to do' : 'nothing done';
  const verdict = isIdle(applied) ? nothing : `done: ${amounts(applied)}, ${rowAmountsInWords(appliedRows(applied))}`;
  const failed = failures.length === 0 ? '' : `, ${count(failures.length, 'target')} failed`;
  return {
    heading: [`## Faultline: ${verdict}${failed}`],
    sections: [...failureList(failures), ...applied.flatMap(doneIn)],
  };
}

/** Rows that an apply changed, and rows that it put back. */
export function appliedRows(applied: readonly AppliedTarget[]): RowAmounts {
  return {
    changed: applied.flatMap(({ injected }) => injected).reduce((sum, run) => sum + run.rows, 0),
    back: applied.flatMap(({ undone }) => undone).reduce((sum, run) => sum + run.restored, 0),
  };
}

function isIdle(applied: readonly AppliedTarget[]): boolean {
  return applied.every(({ injected, undone }) => injected.length + undone.length === 0);
}

function amounts(applied: readonly AppliedTarget[]): string {
  const injected = applied.reduce((sum, each) => sum + each.injected.length, 0);
  const undone = applied.reduce((sum, each) => sum + each.undone.length, 0);
  return [
    ...(injected > 0 ? [`${formatCount(injected)} injected`] : []),
    ...(undone > 0 ? [`${formatCount(undone)} healed`] : []),
  ].join(', ');
}

function doneIn(applied: AppliedTarget): readonly Section[] {
  const { target, injected, undone, approvedRows } = applied;
  if (isIdle([applied])) return [];
  const where = code(target);
  return [
    {
      lines: [
        ...undone.map(
          (each) => `- healed ${code(each.scenario)} in ${where}: ${wordsFor(each)} (run ${code(each.run)})`,
        ),
        ...injected.map(
          (run) => `- injected ${code(run.scenario)} into ${where}: ${rowsOf(run, approvedRows)} (run ${code(run.id)})`,
        ),
      ],
      shorter: [
        { cut: 'list', lines: [`- ${where}: ${amounts([applied])}`] },
        { cut: 'target', lines: [] },
      ],
    },
  ];
}

/** Told beside the rows that were approved, where a plan was made anew within the bounds of its approval. */
function rowsOf({ scenario, rows }: Run, approvedRows: AppliedTarget['approvedRows']): string {
  const approved = approvedRowsOf(scenario, approvedRows);
  return approved === undefined ? formatRows(rows) : `${formatRows(rows)}, ${formatCount(approved)} approved`;
}

function approvedRowsOf(scenario: string, approvedRows: AppliedTarget['approvedRows']): number | undefined {
  return approvedRows?.filter((each) => each.scenario === scenario).reduce((sum, { approved }) => sum + approved, 0);
}

function wordsFor(undone: Undone): string {
  return escapeMarkdown(undoneInWords(undone));
}

/** The same as one document. */
export function appliedJson(
  plan: Plan,
  applied: readonly AppliedTarget[],
  failures: readonly TargetFailure[] = [],
): object {
  return {
    formatVersion: 1,
    project: plan.project,
    planDigest: plan.digest,
    targets: applied.map(({ target, injected, undone, approvedRows }) => ({
      target,
      injected: injected.map(({ id, scenario, rows }) => ({
        run: id,
        scenario,
        rows,
        ...(approvedRows && { approvedRows: approvedRowsOf(scenario, approvedRows) }),
      })),
      undone,
    })),
    ...(failures.length > 0 && { failures }),
  };
}

/** What a rollback did, in words. */
export function undoneInWords({ restored, already, skipped, gone, isHealed, wasWaiting }: Undone): string {
  if (wasWaiting === true) return 'it was between two slots; the next ones are held until it is resumed';
  if (isHealed) {
    const part = already > 0 && gone > 0 ? `: ${formatRows(already)} are as before, ${formatRows(gone)} not there` : '';
    return `its tables were dropped or made anew by others, nothing was left to take back${part}`;
  }
  const parts = [
    `${formatRows(restored)} back`,
    ...(already > 0 ? [`${formatRows(already)} already as before`] : []),
    ...(skipped > 0 ? [`${formatRows(skipped)} left as others made them`] : []),
    ...(gone > 0 ? [`${formatRows(gone)} no longer there`] : []),
  ];
  return parts.join(', ');
}
