import { formatCount } from './format-number.ts';
import { formatDayAndTime, formatMoment } from './format-time.ts';
import { alert, code, escapeMarkdown, markdownTable } from './markdown.ts';
import type { StatusReport, TargetStatus } from './reports.ts';
import { holdInWords, standingInWords } from './standing-words.ts';

/** What is active in each target, for a comment or a wiki. */
export function statusMarkdown(report: StatusReport): string {
  const active = report.targets.reduce((sum, target) => sum + target.active.length, 0);
  const lines = [
    `## Faultline: ${active === 0 ? 'nothing' : formatCount(active)} active`,
    '',
    `${code(report.project)} at ${formatMoment(report.now)}`,
    ...report.targets.flatMap((target) => targetLines(target, report.now)),
  ];
  return `${lines.join('\n')}\n`;
}

function targetLines(target: TargetStatus, now: string): readonly string[] {
  const { product, version, database } = target.server;
  const rows = target.active.map(({ run, standing }) => [
    code(run.scenario),
    code(run.id),
    run.appliedAt === null ? '' : formatDayAndTime(run.appliedAt, now),
    run.expiresAt === null ? 'never' : formatDayAndTime(run.expiresAt, now),
    formatCount(run.rows),
    standing === undefined ? '' : standingInWords(standing),
  ]);
  return [
    '',
    `### ${code(target.target)} (${target.environment}, ${product} ${escapeMarkdown(version)}, database ${code(database)})`,
    '',
    ...(rows.length === 0
      ? ['Nothing is active.']
      : markdownTable(['scenario', 'run', 'since', 'expires', 'rows', 'standing'], rows)),
    ...alert(
      'NOTE',
      target.held.map((run) => `${code(run.scenario)} is held: ${holdInWords(run, now)}`),
    ),
    ...alert(
      'WARNING',
      target.active
        .filter(({ run }) => run.target !== target.target)
        .map(
          ({ run }) =>
            `run ${code(run.id)} of ${code(run.scenario)} is of target ${code(run.target)}, which faultline.yaml no longer has: \`faultline rollback ${run.id}\``,
        ),
    ),
    ...alert(
      'WARNING',
      target.open.map((run) => `run ${code(run.id)} of ${code(run.scenario)} was cut off: \`faultline recover\``),
    ),
  ];
}
