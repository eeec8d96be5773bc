import type { Action, Plan, PlannedStep, TargetPlan } from '../model/plan.ts';
import { count, formatCount, formatRows } from './format-number.ts';
import { formatDay, formatDayAndTime, formatMoment } from './format-time.ts';
import { alert, code, escapeMarkdown, folded, markdownTable } from './markdown.ts';
import {
  actionsOf,
  countActions,
  hasChanges,
  type Injection,
  isInjection,
  limitsInWords,
  nothingToDo,
  rowsOf,
  undoCommands,
} from './plan-counts.ts';
import { hideExtremes } from './mask-plan.ts';
import { sampleWords } from './sample-words.ts';
import { standingInWords } from './standing-words.ts';
import { sparkline } from './sparkline.ts';
import { alterationInWords, anomaly, effectInWords, rowsInWords, subject, symbols } from './step-words.ts';

/** A plan as a comment on a pull request: the verdict as its heading, a table for each scenario, samples folded away. */
export function planMarkdown(plan: Plan, { showValues }: { readonly showValues: boolean }): string {
  const shown = showValues ? plan : hideExtremes(plan);
  const lines = [
    `## Faultline: ${verdict(plan)}`,
    '',
    `${code(plan.project)} at ${formatMoment(plan.now)}`,
    ...shown.targets.flatMap((target) => targetMarkdown(target, plan, showValues)),
    '',
    ...closing(plan),
  ];
  return `${lines.join('\n')}\n`;
}

function verdict(plan: Plan): string {
  if (!hasChanges(plan)) return 'nothing to do';
  const targets = plan.targets.filter((target) => hasChanges({ ...plan, targets: [target] }));
  const rows = actionsOf(plan)
    .filter(isInjection)
    .reduce((sum, action) => sum + rowsOf(action), 0);
  const names = targets.map(({ target }) => code(target)).join(', ');
  return `${countActions(actionsOf(plan).filter(isChange))} in ${names}, ${formatRows(rows)}`;
}

function isChange(action: Action): boolean {
  return isInjection(action) || action.action === 'heal';
}

function targetMarkdown(target: TargetPlan, plan: Plan, showValues: boolean): readonly string[] {
  const { product, version, database } = target.server;
  const where = `${target.environment}, ${product} ${escapeMarkdown(version)}, database ${code(database)}`;
  const production = target.environment === 'production' ? ['this target is **production**'] : [];
  return [
    '',
    `### ${code(target.target)} (${where})`,
    ...alert('CAUTION', production),
    ...alert('WARNING', target.warnings.map(escapeMarkdown)),
    ...target.actions.filter(isInjection).flatMap((action) => injectionMarkdown(action, plan, showValues)),
    ...others(target.actions, plan.now),
  ];
}

function injectionMarkdown(action: Injection, plan: Plan, showValues: boolean): readonly string[] {
  const expiry =
    action.expiresAt === undefined ? 'never expires' : `expires ${formatDayAndTime(action.expiresAt, plan.now)}`;
  const back = action.action === 'replace' ? [`${formatRows(action.active.rows)} back first`] : [];
  const conflicts = action.action === 'replace' ? action.conflicts : 0;
  const warnings = action.steps.flatMap((step) =>
    step.warnings.map((text) => `${code(step.id)}: ${escapeMarkdown(text)}`),
  );
  return [
    '',
    `#### ${action.action} ${code(action.scenario)}`,
    '',
    [code(action.path), escapeMarkdown(action.reason), ...back, expiry].join(' · '),
    '',
    ...markdownTable(
      ['', 'step', 'anomaly', 'on', 'rows', 'effect'],
      action.steps.map((step) => stepCells(step, plan.now)),
    ),
    ...alert(
      'CAUTION',
      conflicts === 0 ? [] : [`${formatRows(conflicts)} changed by others since, so apply will stop`],
    ),
    ...alert('WARNING', warnings),
    ...action.steps.flatMap((step) => samples(step, showValues)),
  ];
}

function stepCells(step: PlannedStep, now: string): readonly string[] {
  const words = alterationInWords(step) ?? effectInWords(step, now) ?? '';
  const bars =
    step.series === undefined ? '' : ` ${sparkline(step.series.points.slice(-30).map(({ after }) => after))}`;
  const which = step.which.length === 0 ? '' : `<br>${step.which.map(escapeMarkdown).join(', ')}`;
  return [
    code(symbols[step.effect]),
    code(step.id),
    escapeMarkdown(anomaly(step)),
    code(subject(step)),
    `${escapeMarkdown(rowsInWords(step))}${which}`,
    `${escapeMarkdown(words)}${bars}`,
  ];
}

function samples(step: PlannedStep, showValues: boolean): readonly string[] {
  if (step.samples.length === 0) return [];
  const masked = showValues ? '' : ', masked';
  const summary = `${formatCount(step.samples.length)} of ${formatRows(step.frozen.rows)} of <code>${escapeMarkdown(step.id)}</code>${masked}`;
  const lines = step.samples.flatMap((sample) => {
    const { key, before, after } = sampleWords(step, sample, !showValues);
    return [
      ...(before === undefined ? [] : [`- ${key}  ${before}`]),
      ...(after === undefined ? [] : [`+ ${key}  ${after}`]),
    ];
  });
  return ['', ...folded(summary, ['```diff', ...lines, '```'])];
}

/** Scenarios that apply would heal or leave as they are, one line each. */
function others(actions: readonly Action[], now: string): readonly string[] {
  const rows = actions.filter((action) => !isInjection(action)).map((action) => otherCells(action, now));
  return rows.length === 0 ? [] : ['', ...markdownTable(['', 'scenario', 'why', 'state'], rows)];
}

function otherCells(action: Action, now: string): readonly string[] {
  return [action.action, code(action.scenario), escapeMarkdown(action.reason), state(action, now)];
}

function state(action: Action, now: string): string {
  if (action.action === 'heal') return `${formatRows(action.active.rows)} back, ${count(action.conflicts, 'conflict')}`;
  if (!('active' in action)) return 'held';
  const rows = action.action === 'keep' ? standingInWords(action.standing) : formatRows(action.active.rows);
  return `active since ${formatDay(action.active.appliedAt, now)}, ${rows}`;
}

function closing(plan: Plan): readonly string[] {
  if (!hasChanges(plan)) return [nothingToDo(plan)];
  const actions = actionsOf(plan);
  const limits = limitsInWords(actions);
  const limited = actions.filter(isInjection).length > 1 ? 'Fullest run' : 'Limits';
  const undo = undoCommands(actions).map(code).join(', ');
  return [
    `**Plan:** ${countActions(actions)}.${limits === undefined ? '' : ` ${limited}: ${limits}.`}`,
    ...(undo === '' ? [] : ['', `**Reversible:** yes. Undo: ${undo}`]),
  ];
}
