import { failureList } from './failure-list.ts';
import { count, formatCount } from './format-number.ts';
import { formatSlots } from './format-slot.ts';
import { formatDayAndTime, formatMoment } from './format-time.ts';
import { alert, code, escapeMarkdown, markdownTable } from './markdown.ts';
import { type MarkdownReport, renderMarkdown, type Section } from './markdown-report.ts';
import type { ActiveRun, StatusReport, TargetStatus } from './reports.ts';
import { fileChanged, holdInWords, nothingLeft, ownerInWords, standingInWords } from './standing-words.ts';
import { suspensionInWords } from './suspension-words.ts';

const fewRuns = 5;

/** What is active in each target, for a comment or a wiki. */
export function statusMarkdown(report: StatusReport): string {
  return renderMarkdown(statusReport(report));
}

/** The same as sections, which can be cut. */
export function statusReport({ project, now, targets, failures, filesProblem }: StatusReport): MarkdownReport {
  const active = targets.reduce((sum, target) => sum + target.active.length, 0);
  const failed = failures.length === 0 ? '' : `, ${count(failures.length, 'target')} could not be asked`;
  return {
    heading: [
      `## Faultline: ${active === 0 ? 'nothing' : formatCount(active)} active${failed}`,
      '',
      `${project === undefined ? '' : `${code(project)} at `}${formatMoment(now)}`,
    ],
    sections: [
      ...failureList(failures),
      ...targets.flatMap((target) => targetSections(target, now, project === undefined)),
      ...(filesProblem === undefined
        ? []
        : [{ lines: [`Slots and suspensions are not shown: ${escapeMarkdown(filesProblem)}`], shorter: [] }]),
    ],
  };
}

function targetSections(target: TargetStatus, now: string, isByUrl: boolean): readonly Section[] {
  const { product, version, database } = target.server;
  const server = `${product} ${escapeMarkdown(version)}`;
  const where = isByUrl ? server : `${target.environment}, ${server}, database ${code(database)}`;
  return [
    { lines: [`### ${code(target.target)} (${where})`], shorter: [{ cut: 'target', lines: [] }] },
    activeRuns(target.active, now, isByUrl),
    ...block(
      'NOTE',
      target.held.map(
        (run) => `${code(run.scenario)} is held: ${holdInWords(run, now)}${aboutFile(run.scenario, target)}`,
      ),
      'held scenario',
    ),
    ...comingSlots(target, now),
    ...block('WARNING', [...(isByUrl ? [] : lost(target)), ...cutOff(target)], 'warning'),
  ];
}

function aboutFile(scenario: string, { withoutFile = [], changed = [] }: TargetStatus): string {
  if (withoutFile.includes(scenario)) return '; its file is gone';
  return changed.includes(scenario) ? `; ${fileChanged}` : '';
}

function activeRuns(active: readonly ActiveRun[], now: string, isByUrl: boolean): Section {
  if (active.length === 0) return { lines: ['Nothing is active.'], shorter: [{ cut: 'target', lines: [] }] };
  const table = (runs: readonly ActiveRun[]) =>
    markdownTable(
      ['scenario', ...(isByUrl ? ['of'] : []), 'run', 'since', 'expires', 'rows', 'standing'],
      runs.map((run) => runCells(run, now, isByUrl)),
    );
  const few = [...table(active.slice(0, fewRuns)), '', `… and ${formatCount(active.length - fewRuns)} more active`];
  return {
    lines: table(active),
    shorter: [
      ...(active.length > fewRuns ? [{ cut: 'list', lines: few } as const] : []),
      { cut: 'runs', lines: [`${formatCount(active.length)} active`] },
      { cut: 'target', lines: [] },
    ],
  };
}

function runCells({ run, standing, isRebuilt }: ActiveRun, now: string, isByUrl: boolean): readonly string[] {
  return [
    code(run.scenario),
    ...(isByUrl ? [code(ownerInWords(run))] : []),
    code(run.id),
    run.appliedAt === null ? '' : formatDayAndTime(run.appliedAt, now),
    run.expiresAt === null ? 'never' : formatDayAndTime(run.expiresAt, now),
    formatCount(run.rows),
    isRebuilt === true ? nothingLeft : standing === undefined ? '' : standingInWords(standing),
  ];
}

/** What the files have in store. */
function comingSlots({ coming = [], suspended = [] }: TargetStatus, now: string): readonly Section[] {
  const lines = [
    ...suspended.map((each) => `- ${code(each.scenario)} is ${escapeMarkdown(suspensionInWords(each, now))}`),
    ...coming.map(
      ({ scenario, next, timezone }) => `- next ${code(scenario)}: ${escapeMarkdown(formatSlots(next, timezone, now))}`,
    ),
  ];
  if (lines.length === 0) return [];
  return [
    {
      lines,
      shorter: [
        { cut: 'list', lines: [`- ${count(lines.length, 'scenario')} to come or suspended`] },
        { cut: 'target', lines: [] },
      ],
    },
  ];
}

function lost({ active, target }: TargetStatus): readonly string[] {
  return active
    .filter(({ run }) => run.target !== target)
    .map(
      ({ run }) =>
        `run ${code(run.id)} of ${code(run.scenario)} is of target ${code(run.target)}, which faultline.yaml no longer has: \`faultline rollback ${run.id}\``,
    );
}

function cutOff({ open }: TargetStatus): readonly string[] {
  return open.map((run) => `run ${code(run.id)} of ${code(run.scenario)} was cut off: \`faultline recover\``);
}

function block(kind: 'NOTE' | 'WARNING', texts: readonly string[], noun: string): readonly Section[] {
  if (texts.length === 0) return [];
  return [
    {
      lines: alert(kind, texts).slice(1),
      shorter: [
        { cut: 'warnings', lines: alert(kind, [count(texts.length, noun)]).slice(1) },
        { cut: 'target', lines: [] },
      ],
    },
  ];
}
