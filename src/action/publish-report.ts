import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Session } from '../cli/session.ts';
import { commentRoom, cutMarkdown, summaryRoom } from '../output/cut-markdown.ts';
import { renderMarkdown } from '../output/markdown-report.ts';
import type { ActionReport } from './action-report.ts';
import { addSummary } from './file-commands.ts';
import type { Inputs } from './inputs.ts';
import { issueComments } from './issue-comments.ts';
import { commentMarker, writeStickyComment } from './sticky-comment.ts';
import { annotate } from './workflow-commands.ts';
import type { WorkflowRun } from './workflow-run.ts';

const endings = { markdown: 'md', text: 'txt', json: 'json' } as const;

/** Writes the report to a file of the wanted form. @returns its absolute path */
export async function writeReport(
  report: ActionReport,
  { format, command }: Pick<Inputs, 'format' | 'command'>,
  folder: string,
  redact: Session['redact'],
): Promise<string> {
  const path = join(folder, `${command}.${endings[format]}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path, redact(format === 'markdown' ? renderMarkdown(report.markdown) : report[format]), {
    mode: 0o600,
  });
  return path;
}

/** Adds the report to the summary of the job, cut to what GitHub takes. */
export function summarise(env: NodeJS.ProcessEnv, { markdown }: ActionReport, redact: Session['redact']): void {
  // With the newline after it.
  addSummary(env, redact(cutMarkdown(markdown, { bytes: summaryRoom.bytes - 1 })));
}

/** Characters of a comment that are kept free for where it comes from. */
const spare = 2_000;

/** Writes the report as a comment on the pull request of the run. Where that fails it warns, and nothing else. */
export async function comment(
  { markdown }: ActionReport,
  inputs: Inputs,
  run: WorkflowRun,
  { redact, signal, log }: Pick<Session, 'redact' | 'signal' | 'log'>,
): Promise<void> {
  const { pullRequest, repository, apiUrl, url, workflow, job, commit } = run;
  const { token, command, config, target } = inputs;
  if (!inputs.comment || pullRequest === undefined || signal.aborted) return;
  if (token === '') {
    log.info('no github-token, no comment');
    return;
  }
  const folder = join(relative(run.workspace, process.cwd()), config);
  const marker = commentMarker({ workflow, job, command, folder, targets: target });
  const origin = [
    ...(commit === '' ? [] : [`Commit ${commit.slice(0, 7)}`]),
    ...(url === undefined ? [] : [`[run of the workflow](${url})`]),
  ];
  const room = { characters: commentRoom.characters - marker.length - spare, link: url };
  const body = `${redact(cutMarkdown(markdown, room))}\n<sub>${origin.join(' · ')}</sub>\n`;
  try {
    await writeStickyComment(issueComments({ apiUrl, repository, token, signal }, pullRequest), marker, body);
  } catch (error) {
    const problem = redact(error instanceof Error ? error.message : String(error));
    // A fork's token only reads, which is as it should be.
    if (run.untrusted !== undefined) log.info('no comment on a pull request from outside', { problem });
    else annotate('warning', `${problem}\n${wayOut}`, { title: 'Faultline: the report is not on the pull request' });
  }
}

const wayOut =
  'The job needs `permissions: {pull-requests: write}`; with `comment: false` none is tried. The report is in the summary of the job.';
