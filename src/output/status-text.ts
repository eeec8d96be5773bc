import type { Run } from '../model/run.ts';
import { formatCount } from './format-number.ts';
import { formatSlots } from './format-slot.ts';
import { formatDayAndTime } from './format-time.ts';
import { labelled } from './labelled.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import type { ActiveRun, StatusReport, TargetStatus } from './reports.ts';
import { holdInWords, isIntact, nothingLeft, standingInWords } from './standing-words.ts';
import { style as styleOf, type Style } from './style.ts';
import { suspensionInWords } from './suspension-words.ts';
import { textTable } from './text-table.ts';
import { wrap } from './width.ts';

/** What is active in each target, what is held, and what a crash left open. */
export function statusText(report: StatusReport, { colour, width }: Pick<RenderOptions, 'colour' | 'width'>): string {
  const style = styleOf(colour);
  const targets = report.targets.map((target) => targetLines(target, report, width, style).join('\n'));
  const problem = report.filesProblem === undefined ? [] : [filesProblem(report.filesProblem, width).join('\n')];
  return `${[...targets, ...problem].join('\n\n')}\n`;
}

function targetLines(
  target: TargetStatus,
  { project, now }: StatusReport,
  width: number,
  style: Style,
): readonly string[] {
  const { product, version, database } = target.server;
  const environment = target.environment === 'production' ? style.bad('PRODUCTION') : target.environment;
  const title = `${style.heading(`${project} → ${target.target}`)} (${environment}, ${product} ${version}, db ${printable(database)})`;
  const [first] = target.active;
  return [
    title,
    '',
    ...target.open.flatMap((run) => openLines(run, width, style)),
    ...(target.open.length === 0 ? [] : ['']),
    ...(first === undefined ? ['Nothing is active.'] : activeTable(target.active, now, width, style)),
    ...target.active
      .filter(({ run }) => run.target !== target.target)
      .flatMap(({ run }) => lostLines(run, width, style)),
    ...apart(target.held.map((run) => heldLine(run, target, now, style))),
    ...apart(comingLines(target, now, width, style)),
    ...(first === undefined ? [] : ['', `Undo: ${style.name(`faultline rollback ${undo(target.active, first)}`)}`]),
  ];
}

function heldLine(run: Run, { withoutFile = [] }: TargetStatus, now: string, style: Style): string {
  const way = withoutFile.includes(run.scenario) ? 'its file is gone' : `faultline resume ${run.scenario} ends it`;
  return `${style.muted('held')}  ${printable(run.scenario)}, ${holdInWords(run, now)}; ${way}`;
}

/** What the files have in store: suspended scenarios, and when the others are due. */
function comingLines(
  { coming = [], suspended = [] }: TargetStatus,
  now: string,
  width: number,
  style: Style,
): readonly string[] {
  const layout = { width, indent: 0, labelWidth: 6, style };
  return [
    ...suspended.flatMap((each) =>
      labelled('wait', `${printable(each.scenario)}, ${printable(suspensionInWords(each, now))}`, layout),
    ),
    ...coming.flatMap(({ scenario, next, timezone }) =>
      labelled('next', `${printable(scenario)}, ${formatSlots(next, timezone, now)}`, layout),
    ),
  ];
}

function filesProblem(problem: string, width: number): readonly string[] {
  return wrap(`Slots and suspensions are not shown: ${printable(problem)}. See faultline validate.`, width);
}

function apart(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function activeTable(active: readonly ActiveRun[], now: string, width: number, style: Style): readonly string[] {
  const columns = [
    { title: 'scenario', paint: style.name, isFlexible: true },
    { title: 'run' },
    { title: 'since' },
    { title: 'expires' },
    { title: 'rows', align: 'right' },
    { title: 'standing', isFlexible: true },
  ] as const;
  const rows = active.map(({ run, standing, isRebuilt }) => [
    printable(run.scenario),
    run.id,
    run.appliedAt === null ? '' : formatDayAndTime(run.appliedAt, now),
    run.expiresAt === null ? 'never' : formatDayAndTime(run.expiresAt, now),
    formatCount(run.rows),
    isRebuilt === true
      ? nothingLeft
      : standing === undefined
        ? ''
        : isIntact(standing)
          ? 'intact'
          : standingInWords(standing),
  ]);
  return textTable(columns, rows, { width, style });
}

function openLines(run: Run, width: number, style: Style): readonly string[] {
  const text = `run ${run.id} of ${printable(run.scenario)} was cut off before it was applied. To settle it: faultline recover`;
  return wrap(text, width - 8).map((line, index) => `${index === 0 ? style.warning('WARNING') : '       '} ${line}`);
}

function lostLines(run: Run, width: number, style: Style): readonly string[] {
  const text = `run ${run.id} of ${printable(run.scenario)} is of target "${printable(run.target)}", which faultline.yaml no longer has. To take it back: faultline rollback ${run.id}`;
  return wrap(text, width - 8).map((line, index) => `${index === 0 ? style.warning('WARNING') : '       '} ${line}`);
}

function undo(active: readonly ActiveRun[], first: ActiveRun): string {
  return active.length === 1 ? first.run.scenario : '--all';
}
