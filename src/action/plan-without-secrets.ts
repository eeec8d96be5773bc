import { problemsOf } from '../cli/report-error.ts';
import type { Session } from '../cli/session.ts';
import { FaultlineError } from '../model/errors.ts';
import type { TargetFailure } from '../model/failure.ts';
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
export async function planWithoutSecrets(session: Session, inputs: Inputs, run: WorkflowRun): Promise<ActionReport> {
  return explained(await validate(session, inputs), 'The files were checked, but not planned', run);
}

/** A plan of the targets that need no secret: those that do are explained, and fail nothing. */
export function withoutWithheld(report: ActionReport, run: WorkflowRun): ActionReport {
  const { failures = [] } = report;
  if (run.untrusted === undefined || failures.length === 0 || !failures.every(isWithheld)) return report;
  const targets = failures.map(({ target }) => target).join(', ');
  return { ...explained(report, `There is no plan for ${targets}`, run), failures: [] };
}

function isWithheld({ problems }: TargetFailure): boolean {
  return problems.every(({ code }) => code === 'UNRESOLVED_SECRET');
}

function explained(report: ActionReport, what: string, { untrusted }: WorkflowRun): ActionReport {
  const why = `${what}: this pull request comes from ${untrusted}, and GitHub hands such a one no secrets. A plan is made once the change is on a branch of this repository.`;
  const { heading, sections } = report.markdown;
  return {
    ...report,
    markdown: { heading: [...heading, ...alert('NOTE', [why])], sections },
    text: `${report.text}${why}\n`,
  };
}
