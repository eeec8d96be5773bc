import { commitInWords } from './commit-words.ts';
import { count, formatCount } from './format-number.ts';
import { formatDayAndTime } from './format-time.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import type { Run } from '../model/run.ts';
import type { HistoryReport } from './reports.ts';
import { ownerInWords, stateInWords } from './standing-words.ts';
import { style as styleOf } from './style.ts';
import { type TableColumn, textTable } from './text-table.ts';

/** The runs of a target, newest first. */
export function historyText(
  { target, now, runs, total = runs.length, scenario, isByUrl = false }: HistoryReport,
  { colour, width }: Pick<RenderOptions, 'colour' | 'width'>,
): string {
  const which = scenario === undefined ? '' : ` of ${printable(scenario)}`;
  if (runs.length === 0) return `No run${which} was ever applied to ${printable(target)}.\n`;
  const style = styleOf(colour);
  const columns = [
    { title: 'run' },
    { title: 'scenario', paint: style.name, isFlexible: true },
    ...(isByUrl ? [{ title: 'of', isFlexible: true }] : []),
    { title: 'applied' },
    { title: 'rows', align: 'right' },
    { title: 'by', isFlexible: true },
    { title: 'from', isFlexible: true },
    { title: 'state', isFlexible: true },
  ] satisfies readonly TableColumn[];
  const rows = runs.map((run) => [
    run.id,
    printable(run.scenario),
    ...(isByUrl ? [ownerInWords(run)] : []),
    run.appliedAt === null ? '' : formatDayAndTime(run.appliedAt, now),
    formatCount(run.rows),
    printable(run.actor),
    printable(origin(run)),
    stateInWords(run, now),
  ]);
  const amount = total > runs.length ? `${formatCount(runs.length)} of ${count(total, 'run')}` : count(total, 'run');
  const more = isByUrl ? '' : ' faultline show <run> tells more.';
  const closing = `${amount}${which} on ${printable(target)}.${more}`;
  return `${[...textTable(columns, rows, { width, style }), '', closing].join('\n')}\n`;
}

/** `main@3f2c1ab`; the path where there is no git. */
function origin({ path, origin: from }: Run): string {
  const parts = [from.ref, commitInWords(from)].filter((part) => part !== '');
  return parts.length === 0 ? path : parts.join('@');
}
