import { appliedJson, appliedText, undoneInWords } from '../../cli/applied-report.ts';
import { converge } from '../../cli/commands/apply.ts';
import { documentText } from '../../cli/choose-format.ts';
import type { Session } from '../../cli/session.ts';
import { formatCount, formatRows } from '../../output/format-number.ts';
import { code, escapeMarkdown, markdownTable } from '../../output/markdown.ts';
import { renderMarkdown } from '../../output/markdown-report.ts';
import type { AppliedTarget } from '../../run/apply-target.ts';
import { type ActionReport, reportOf, type TellOutputs } from '../action-report.ts';
import type { Inputs } from '../inputs.ts';
import { planned } from './plan.ts';

/** Converges targets to the scenario files, or carries a saved plan out. */
export async function apply(session: Session, inputs: Inputs, tell: TellOutputs): Promise<ActionReport> {
  const { planFile, scenarios, target, autoApprove, allowProduction, onConflict, lockTimeout, prune } = inputs;
  const options = { target, autoApprove, allowProduction, onConflict, lockTimeout, prune };
  tell({ 'has-changes': 'false' });
  const paths = planFile === '' ? scenarios : [planFile];
  const { plan, applied } = await converge(session, paths, options, () => {});
  const injected = applied.flatMap((each) => each.injected);
  const undone = applied.flatMap((each) => each.undone);
  tell({
    'has-changes': String(injected.length + undone.length > 0),
    'run-ids': JSON.stringify([...injected.map(({ id }) => id), ...undone.map(({ run }) => run)]),
    'rows-affected': String(
      injected.reduce((rows, run) => rows + run.rows, 0) + undone.reduce((rows, run) => rows + run.restored, 0),
    ),
    conflicts: String(undone.reduce((rows, run) => rows + run.skipped, 0)),
  });
  const before = planned(plan, session);
  return {
    markdown: withPlan(reportOf(verdict(applied), changesTable(applied)), renderMarkdown(before.markdown)),
    text: `${before.text}${appliedText(applied)}`,
    json: documentText(appliedJson(plan, applied)),
  };
}

function verdict(applied: readonly AppliedTarget[]): string {
  const runs = applied.reduce((sum, { injected }) => sum + injected.length, 0);
  const healed = applied.reduce((sum, { undone }) => sum + undone.length, 0);
  if (runs + healed === 0) return 'nothing to do';
  return [
    ...(runs > 0 ? [`${formatCount(runs)} injected`] : []),
    ...(healed > 0 ? [`${formatCount(healed)} taken back`] : []),
  ].join(', ');
}

function changesTable(applied: readonly AppliedTarget[]): readonly string[] {
  const rows = applied.flatMap(({ target, injected, undone }) => [
    ...undone.map((each) => [
      'taken back',
      code(each.scenario),
      code(target),
      escapeMarkdown(undoneInWords(each)),
      code(each.run),
    ]),
    ...injected.map((run) => ['injected', code(run.scenario), code(target), formatRows(run.rows), code(run.id)]),
  ]);
  return rows.length === 0 ? [] : markdownTable(['', 'scenario', 'target', 'rows', 'run'], rows);
}

/** The plan goes under what was done; where there is no room for both, the plan goes first. */
function withPlan(report: ActionReport['markdown'], plan: string): ActionReport['markdown'] {
  const folded = ['<details><summary>The plan</summary>', '', plan.trimEnd(), '', '</details>'];
  return { ...report, sections: [...report.sections, { lines: folded, shorter: [{ cut: 'samples', lines: [] }] }] };
}
