import type { Action, Plan, TargetPlan } from '../model/plan.ts';
import { hasChanges } from '../model/plan-changes.ts';
import { actionText } from './action-text.ts';
import { formatMoment } from './format-time.ts';
import { actionsOf, countActions, failuresInWords, limitsInWords, nothingToDo, undoCommands } from './plan-counts.ts';
import { hideExtremes } from './mask-plan.ts';
import { bindCommand, placementsInWords } from './placements.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { plannedRows, rowAmountsInWords } from './row-amounts.ts';
import { flow, segment } from './segments.ts';
import { style as styleOf, type Style } from './style.ts';
import { warningLines } from './warning-lines.ts';
import { width as widthOf, wrap } from './width.ts';

const longestName = 32;
const mostUndoCommands = 3;

/** A plan as a person reviews it: each target with its actions and their steps, then the sum, the limits and the way back. */
export function planText(plan: Plan, options: RenderOptions): string {
  const style = styleOf(options.colour);
  const shown = options.showValues ? plan : hideExtremes(plan);
  const targets = shown.targets.flatMap((target) => [...targetText(target, plan, options), '']);
  const closing = hasChanges(plan) ? summary(plan, options.width, style) : wrap(nothingToDo(plan), options.width);
  const command = bindCommand(plan);
  const way = command === undefined ? [] : [`To place what is left out: ${command}`];
  const placements = [...placementsInWords(plan), ...way].flatMap((line) => wrap(printable(line), options.width));
  const apart = placements.length === 0 ? [] : [''];
  const failures = wrap(failuresInWords(plan) ?? '', options.width).filter((line) => line !== '');
  const warnings = (plan.warnings ?? []).flatMap((warning) => [...warningLines(warning, options.width, style), '']);
  return `${[...warnings, ...targets, ...placements, ...apart, ...closing, ...failures].join('\n')}\n`;
}

function targetText(target: TargetPlan, plan: Plan, options: RenderOptions): readonly string[] {
  const style = styleOf(options.colour);
  const { product, version, database } = target.server;
  const isProduction = target.environment === 'production';
  const environment = isProduction ? style.bad('PRODUCTION') : target.environment;
  const server = `(${environment}, ${product} ${version}, db ${printable(database)})`;
  const title = `${style.heading(`${plan.project} → ${target.target}`)} ${server}`;
  const nameWidth = alignment(target.actions);
  return [
    ...flow([segment(title), segment(`now = ${formatMoment(plan.now)}`, style.muted)], options.width, 0),
    ...target.warnings.flatMap((warning) => warningLines(warning, options.width, style)),
    ...(target.actions.length === 0 ? [] : ['']),
    ...blocks(target.actions.map((action) => actionText(action, plan, nameWidth, options))),
  ];
}

/** Columns for the names of actions, as wide as the longest but for outliers. */
function alignment(actions: readonly Action[]): number {
  const widths = actions.map(({ scenario }) => widthOf(scenario)).filter((width) => width <= longestName);
  return Math.max(0, ...widths);
}

/** Actions with steps stand apart, those of one line stand together. */
function blocks(actions: readonly (readonly string[])[]): readonly string[] {
  return actions.flatMap((lines, index) => {
    const previous = actions[index - 1];
    const isApart = previous !== undefined && (lines.length > 2 || previous.length > 2);
    return isApart ? ['', ...lines] : lines;
  });
}

function summary(plan: Plan, width: number, style: Style): readonly string[] {
  const actions = actionsOf(plan);
  const { changed, back } = plannedRows(actions);
  const rows = changed + back === 0 ? '' : `${rowAmountsInWords({ changed, back })}.`;
  const counts = `${style.heading('Plan:')} ${countActions(actions)}${rows === '' ? '.' : ':'}`;
  const [first, ...others] = undoCommands(actions).map((command) => style.name(command));
  const shown = others.slice(0, mostUndoCommands - 1).map((command) => segment(command));
  const more = others.length > shown.length ? [segment(`and ${others.length - shown.length} more`)] : [];
  return [
    ...flow([segment(counts), segment(rows), segment(limitsInWords(actions))], width, 6, 1),
    ...(first === undefined ? [] : flow([segment(`Reversible: yes.  Undo: ${first}`), ...shown, ...more], width, 24)),
  ];
}
