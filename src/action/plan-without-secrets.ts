import { problemsOf } from '../cli/report-error.ts';
import type { Session } from '../cli/session.ts';
import { FaultlineError } from '../model/errors.ts';
import { alert } from '../output/markdown.ts';
import type { ActionReport } from './action-report.ts';
import { validate } from './commands/validate.ts';
import type { Inputs } from './inputs.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** Whether a plan failed for nothing but the secrets that GitHub withholds from pull requests of forks and of Dependabot. */
export function isForWantOfSecrets(error: unknown, { untrusted }: WorkflowRun): boolean {
  if (untrusted === undefined || !(error instanceof FaultlineError)) return false;
  return problemsOf(error).every(({ code }) => code === 'UNRESOLVED_SECRET');
}

/** What can be said of a pull request without a database: its files are checked, and it is said why no more. */
export async function planWithoutSecrets(
  session: Session,
  inputs: Inputs,
  { untrusted }: WorkflowRun,
): Promise<ActionReport> {
  const { markdown, text, json } = await validate(session, inputs);
  const why = `The files were checked, but not planned: this pull request comes from ${untrusted}, and GitHub hands such a one no secrets, so no target can be reached. A plan is made once the change is on a branch of this repository.`;
  return {
    markdown: { ...markdown, heading: [...markdown.heading, ...alert('NOTE', [why])] },
    text: `${text}${why}\n`,
    json,
  };
}
