import type { Plan, PlannedStep, TargetPlan } from '../model/plan.ts';
import type { Injection } from '../model/plan-changes.ts';
import { count, formatCount, formatRows } from './format-number.ts';
import { formatSlot, formatSlots } from './format-slot.ts';
import { formatDayAndTime } from './format-time.ts';
import { alert, code, escapeMarkdown, fenced, folded, htmlCode, markdownTable } from './markdown.ts';
import type { Section } from './markdown-report.ts';
import { onOneLine } from './on-one-line.ts';
import { type Preview, rowsOf } from './plan-counts.ts';
import { predictionLine } from './prediction-words.ts';
import { sparkline } from './sparkline.ts';
import { stepSections } from './step-sections.ts';
import { alterationInWords, anomaly, effectInWords, rowsInWords, subject, symbols } from './step-words.ts';
import { warningLists } from './warning-lists.ts';
import { truncate } from './width.ts';

const manySteps = 20;
const mostSteps = 5;
/** Characters. */
const longestDescription = 300;

/** What is told of a scenario whose steps were planned. */
type Shown =
  | Injection
  | (Preview & Pick<Injection, 'steps'> & { readonly expiresAt?: undefined; readonly fileDiff?: undefined });

/** A scenario that waits for its slot, with what that would do. */
export function previewSections(
  action: Preview,
  target: TargetPlan,
  plan: Plan,
  showValues: boolean,
): readonly Section[] {
  return injectionSections({ ...action, steps: action.preview }, target, plan, showValues);
}

/** A scenario that would be injected: its steps as a table, its warnings, and folded away what the steps look like. */
export function injectionSections(
  action: Shown,
  { environment }: TargetPlan,
  { now }: Plan,
  showValues: boolean,
): readonly Section[] {
  const hidesMaxima = environment === 'production' && !showValues;
  return [
    overview(action, now),
    ...warningLists(warningsByText(action.steps)),
    ...changeOfFile(action),
    ...action.steps.flatMap((step) => stepSections(step, { now, showValues, hidesMaxima })),
  ];
}

function overview(action: Shown, now: string): Section {
  const { steps } = action;
  const cutTo = (amount: number) => [
    ...introduction(action, now),
    ...stepTable(steps.slice(0, amount), now),
    '',
    `… and ${count(steps.length - amount, 'more step')}, ${formatRows(rows(steps.slice(amount)))}`,
    ...conflicts(action),
  ];
  return {
    lines: [...introduction(action, now), ...stepTable(steps, now), ...conflicts(action)],
    shorter: [
      ...(steps.length > manySteps ? [{ cut: 'many steps', lines: cutTo(manySteps) } as const] : []),
      ...(steps.length > mostSteps ? [{ cut: 'most steps', lines: cutTo(mostSteps) } as const] : []),
      { cut: 'table', lines: [oneLine(action)] },
      { cut: 'scenario', lines: [] },
    ],
  };
}

function introduction(action: Shown, now: string): readonly string[] {
  const back = action.action === 'replace' ? [`${formatRows(action.active.rows)} back first`] : [];
  return [
    `#### ${action.action} ${code(action.scenario)}`,
    '',
    [code(action.path), escapeMarkdown(action.reason), ...back, lasting(action, now), ...slots(action, now)].join(
      ' · ',
    ),
    '',
    ...descriptionLines(action),
  ];
}

/** Emphasised, so that no beginning of it makes a list or a heading. */
function descriptionLines({ description }: Shown): readonly string[] {
  const text = onOneLine(description ?? '');
  return text === '' ? [] : [`*${escapeMarkdown(truncate(text, longestDescription))}*`, ''];
}

function lasting({ action, expiresAt, schedule }: Shown, now: string): string {
  if (action === 'wait') return 'when one is, as the data are now';
  if (expiresAt === undefined) return 'never expires';
  if (schedule === undefined) return `expires ${formatDayAndTime(expiresAt, now)}`;
  return `until ${formatSlot(expiresAt, schedule.timezone, now)}`;
}

function slots({ schedule }: Shown, now: string): readonly string[] {
  if (schedule === undefined || schedule.next.length === 0) return [];
  return [`next ${escapeMarkdown(formatSlots(schedule.next, schedule.timezone, now))}`];
}

function stepTable(steps: readonly PlannedStep[], now: string): readonly string[] {
  return markdownTable(
    ['', 'step', 'anomaly', 'on', 'rows', 'effect'],
    steps.map((step) => stepCells(step, now)),
  );
}

function stepCells(step: PlannedStep, now: string): readonly string[] {
  const words = alterationInWords(step) ?? effectInWords(step, now) ?? '';
  const bars =
    step.series === undefined ? '' : ` ${sparkline(step.series.points.slice(-30).map(({ after }) => after))}`;
  const which = step.which.length === 0 ? '' : `<br>${step.which.map(escapeMarkdown).join(', ')}`;
  const predicted = predictionLine(step);
  return [
    code(symbols[step.effect]),
    code(step.id),
    escapeMarkdown(anomaly(step)),
    code(subject(step)),
    `${escapeMarkdown(rowsInWords(step))}${which}`,
    `${escapeMarkdown(words)}${bars}${predicted === '' ? '' : `<br>${escapeMarkdown(predicted)}`}`,
  ];
}

function conflicts(action: Shown): readonly string[] {
  if (action.action !== 'replace' || action.conflicts === 0) return [];
  return alert('CAUTION', [`${formatRows(action.conflicts)} changed by others since, so apply will stop`]);
}

/** What is left of a scenario where there is no room for its table. */
function oneLine(action: Shown): string {
  const warnings = action.steps.reduce((sum, step) => sum + step.warnings.length, 0);
  const parts = [
    count(action.steps.length, 'step'),
    formatRows(rowsOf(action)),
    ...(warnings === 0 ? [] : [`**${count(warnings, 'warning')}**`]),
    ...(action.action === 'replace' && action.conflicts > 0 ? [`**${count(action.conflicts, 'conflict')}**`] : []),
  ];
  return `- ${action.action} ${code(action.scenario)}: ${parts.join(', ')}`;
}

function rows(steps: readonly PlannedStep[]): number {
  return steps.reduce((sum, { frozen }) => sum + frozen.rows, 0);
}

/** What many steps warn of alike is said once. */
function warningsByText(steps: readonly PlannedStep[]): readonly string[] {
  const byText = new Map<string, string[]>();
  for (const step of steps) {
    for (const text of step.warnings) byText.set(text, [...(byText.get(text) ?? []), step.id]);
  }
  return [...byText].map(([text, ids]) => {
    const shown = ids.slice(0, mostSteps).map(code).join(', ');
    const more = ids.length > mostSteps ? ` and ${formatCount(ids.length - mostSteps)} more` : '';
    return `${shown}${more}: ${escapeMarkdown(text)}`;
  });
}

function changeOfFile({ path, fileDiff }: Shown): readonly Section[] {
  if (fileDiff === undefined) return [];
  const summary = `${htmlCode(path)} since it was applied last`;
  return [{ lines: folded(summary, fenced('diff', fileDiff.split('\n'))), shorter: [{ cut: 'file diff', lines: [] }] }];
}
