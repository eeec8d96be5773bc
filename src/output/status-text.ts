import type { Run } from '../model/run.ts';
import { formatCount } from './format-number.ts';
import { formatSlots } from './format-slot.ts';
import { formatDayAndTime } from './format-time.ts';
import { labelled } from './labelled.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import type { ActiveRun, StatusReport, TargetStatus } from './reports.ts';
import { fileChanged, holdInWords, isIntact, nothingLeft, ownerInWords, standingInWords } from './standing-words.ts';
import { style as styleOf, type Style } from './style.ts';
import { suspensionInWords } from './suspension-words.ts';
import { type TableColumn, textTable } from './text-table.ts';
import { wrap } from './width.ts';

/** What is active in each target, what is held, and what a crash left open. */
export function statusText(report: StatusReport, { colour, width }: Pick<RenderOptions, 'colour' | 'width'>): string {
  const style = styleOf(colour);
  const targets = report.targets.map((target) => targetLines(target, report, width, style).join('\n'));
  const problem = report.filesProblem === undefined ? [] : [filesProblem(report.filesProblem, width).join('\n')];
  return `${[...targets, ...problem].join('\n\n')}\n`;
}

function targetLines(target: TargetStatus, report: StatusReport, width: number, style: Style): readonly string[] {
  const { product, version, database } = target.server;
  const { project, now } = report;
  const environment = target.environment === 'production' ? style.bad('PRODUCTION') : target.environment;
  const title =
    project === undefined
      ? `${style.heading(printable(database))} (${product} ${version})`
      : `${style.heading(`${project} → ${target.target}`)} (${environment}, ${product} ${version}, db ${printable(database)})`;
  const [first] = target.active;
  return [
    title,
    '',
    ...target.open.flatMap((run) => openLines(run, width, style)),
    ...(target.open.length === 0 ? [] : ['']),
    ...(first === undefined ? ['Nothing is active.'] : activeTable(target.active, report, width, style)),
    ...target.active
      .filter(({ run }) => project !== undefined && run.target !== target.target)
      .flatMap(({ run }) => lostLines(run, width, style)),
    ...apart(target.held.flatMap((run) => heldLines(run, target, report, width, style))),
    ...apart(comingLines(target, now, width, style)),
    ...(first === undefined ? [] : ['', undoLine(target, first.run, report, style)]),
  ];
}

function heldLines(
  run: Run,
  target: TargetStatus,
  { project, now }: StatusReport,
  width: number,
  style: Style,
): readonly string[] {
  const owner = project === undefined ? ` (${ownerInWords(run)})` : '';
  const way = project === undefined ? '' : `; ${wayOut(run, target)}`;
  const text = `${printable(run.scenario)}${owner}, ${holdInWords(run, now)}${way}`;
  return labelled('held', text, { width, indent: 0, labelWidth: 6, style });
}

/** What becomes of a hold. */
function wayOut({ scenario }: Run, { withoutFile = [], changed = [] }: TargetStatus): string {
  if (withoutFile.includes(scenario)) return 'its file is gone';
  return changed.includes(scenario) ? fileChanged : `faultline resume ${printable(scenario)} ends it`;
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

function activeTable(
  active: readonly ActiveRun[],
  { project, now }: StatusReport,
  width: number,
  style: Style,
): readonly string[] {
  const columns = [
    { title: 'scenario', paint: style.name, isFlexible: true },
    ...(project === undefined ? [{ title: 'of', isFlexible: true }] : []),
    { title: 'run' },
    { title: 'since' },
    { title: 'expires' },
    { title: 'rows', align: 'right' },
    { title: 'standing', isFlexible: true },
  ] satisfies readonly TableColumn[];
  const rows = active.map(({ run, standing, isRebuilt }) => [
    printable(run.scenario),
    ...(project === undefined ? [ownerInWords(run)] : []),
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

/** The command that takes back what is active here, and nothing elsewhere. */
function undoLine(target: TargetStatus, first: Run, report: StatusReport, style: Style): string {
  const { project, targets, isPartial = false } = report;
  const isLost = project !== undefined && first.target !== target.target;
  const what = target.active.length > 1 ? '--all' : isLost ? first.id : printable(first.scenario);
  if (project === undefined) return `Undo: ${style.name(`faultline rollback ${what}`)}, with the same --url`;
  const others = targets.filter((each) => each !== target).flatMap(({ active }) => active);
  const isElsewhere = isPartial || others.some(({ run }) => what === '--all' || run.scenario === what);
  const where = isElsewhere && !isLost ? ` --target ${target.target}` : '';
  return `Undo: ${style.name(`faultline rollback ${what}${where}`)}`;
}
