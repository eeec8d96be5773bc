import type { Action, Plan } from '../model/plan.ts';
import type { Injection } from '../model/plan-changes.ts';
import { fileDiffText } from './file-diff-text.ts';
import { count, formatRows } from './format-number.ts';
import { commitInWords } from './commit-words.ts';
import { formatSlot, formatSlots } from './format-slot.ts';
import { formatDay, formatDayAndTime } from './format-time.ts';
import { labelled } from './labelled.ts';
import { onOneLine } from './on-one-line.ts';
import { isPreview } from './plan-counts.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { flow, segment, type Segment } from './segments.ts';
import { stepText } from './step-text.ts';
import { nothingLeft, standingInWords } from './standing-words.ts';
import { style as styleOf, type Style } from './style.ts';
import { pad, truncate, wrap } from './width.ts';

const wordWidth = 8;

const paints = {
  inject: 'update',
  replace: 'alter',
  heal: 'good',
  keep: 'muted',
  hold: 'muted',
  wait: 'muted',
  leave: 'muted',
} as const satisfies Record<Action['action'], keyof Style>;

/**
 * What apply would do about one scenario: a line, and the steps where there are any.
 * @param nameWidth columns for the scenario's name, so that neighbours stand in line
 */
export function actionText(action: Action, plan: Plan, nameWidth: number, options: RenderOptions): readonly string[] {
  const style = styleOf(options.colour);
  const word = pad(action.action.toUpperCase(), wordWidth - 1);
  const parts = [segment(pad(printable(action.scenario), nameWidth), style.heading), ...details(action, plan, style)];
  const [first = '', ...rest] = flow(parts, options.width - wordWidth, 0);
  const lines = [
    `${style[paints[action.action]](word)} ${first}`,
    ...rest.map((line) => `${' '.repeat(wordWidth)}${line}`),
  ];
  return [
    ...lines,
    ...description(action, options.width, style),
    ...slots(action, plan.now, options.width, style),
    ...conflicts(action, options.width, style),
    ...fileDiffText('steps' in action ? action.fileDiff : undefined, {
      width: options.width,
      indent: 4,
      labelWidth: 9,
      style,
    }),
    ...steps(action, plan, options),
  ];
}

/** Of a scenario whose steps are shown. */
function description(action: Action, width: number, style: Style): readonly string[] {
  const text = 'steps' in action || isPreview(action) ? onOneLine(action.description ?? '') : '';
  return text === '' ? [] : [`    ${style.muted(truncate(printable(text), width - 4))}`];
}

function details(action: Action, plan: Plan, style: Style): readonly Segment[] {
  const { now, origin } = plan;
  const file = [action.path, commitInWords(origin)].filter((part) => part !== '').join('@');
  const reason = printable(action.reason);
  const path = segment(printable(file), style.muted);
  switch (action.action) {
    case 'inject':
      return [path, ...(action.reason === 'new file' ? [] : [segment(reason)]), expiry(action, now)];
    case 'replace':
      return [path, segment(reason), segment(takenBack(action)), expiry(action, now)];
    case 'heal':
      return [segment(reason), segment(takenBack(action))];
    case 'keep':
      return [segment(`active since ${formatDay(action.active.appliedAt, now)}, ${standingInWords(action.standing)}`)];
    case 'hold':
      return [segment(reason), segment(`faultline resume ${action.scenario} ends it`, style.muted)];
    case 'wait':
      return [segment(action.preview === undefined ? reason : `${reason}; when one is, as the data are now:`)];
    case 'leave':
      return [
        segment(reason),
        segment(
          `active since ${formatDay(action.active.appliedAt, now)}, ${formatRows(action.active.rows)}`,
          style.muted,
        ),
      ];
  }
}

function slots({ schedule }: Action, now: string, width: number, style: Style): readonly string[] {
  if (schedule === undefined || schedule.next.length === 0) return [];
  return labelled('next', formatSlots(schedule.next, schedule.timezone, now), {
    width,
    indent: 4,
    labelWidth: 9,
    style,
  });
}

function expiry({ expiresAt, schedule }: Pick<Injection, 'expiresAt' | 'schedule'>, now: string): Segment {
  if (schedule !== undefined && expiresAt !== undefined)
    return segment(`until ${formatSlot(expiresAt, schedule.timezone, now)}`);
  return segment(expiresAt === undefined ? 'never expires' : `expires ${formatDayAndTime(expiresAt, now)}`);
}

function takenBack({
  active,
  conflicts,
  isRebuilt,
}: {
  readonly active: { readonly rows: number };
  readonly conflicts: number;
  readonly isRebuilt?: boolean | undefined;
}): string {
  if (isRebuilt === true) return nothingLeft;
  return `${formatRows(active.rows)} back, ${count(conflicts, 'conflict')}`;
}

function conflicts(action: Action, width: number, style: Style): readonly string[] {
  if (!('conflicts' in action) || action.conflicts === 0) return [];
  const text = `${formatRows(action.conflicts)} changed by others since, so apply will stop. To decide: faultline rollback ${action.scenario} --on-conflict skip|merge|force`;
  return wrap(text, width - 12).map(
    (line, index) => `    ${index === 0 ? style.warning('WARNING') : '       '} ${line}`,
  );
}

function steps(action: Action, plan: Plan, options: RenderOptions): readonly string[] {
  const shown = 'steps' in action ? action.steps : action.action === 'wait' ? (action.preview ?? []) : [];
  return shown.flatMap((step) => stepText(step, plan.now, options));
}
