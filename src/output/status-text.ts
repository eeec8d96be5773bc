import type { Run } from '../model/run.ts';
import { formatCount } from './format-number.ts';
import { formatDayAndTime } from './format-time.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import type { ActiveRun, StatusReport, TargetStatus } from './reports.ts';
import { holdInWords, isIntact, nothingLeft, standingInWords } from './standing-words.ts';
import { style as styleOf, type Style } from './style.ts';
import { textTable } from './text-table.ts';
import { wrap } from './width.ts';

/** What is active in each target, what is held, and what a crash left open. */
export function statusText(report: StatusReport, { colour, width }: Pick<RenderOptions, 'colour' | 'width'>): string {
  const style = styleOf(colour);
  const targets = report.targets.map((target) => targetLines(target, report, width, style).join('\n'));
  return `${targets.join('\n\n')}\n`;
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
    ...(target.held.length === 0 ? [] : ['']),
    ...target.held.map(
      (run) =>
        `${style.muted('held')}  ${printable(run.scenario)}, ${holdInWords(run, now)}; faultline resume ${run.scenario} ends it`,
    ),
    ...(first === undefined ? [] : ['', `Undo: ${style.name(`faultline rollback ${undo(target.active, first)}`)}`]),
  ];
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
