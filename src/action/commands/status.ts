import { readStatus } from '../../cli/commands/status.ts';
import { documentText } from '../../cli/choose-format.ts';
import type { Session } from '../../cli/session.ts';
import { statusJson } from '../../output/report-json.ts';
import { statusReport } from '../../output/status-markdown.ts';
import { statusText } from '../../output/status-text.ts';
import type { ActionReport, TellOutputs } from '../action-report.ts';
import type { Inputs } from '../inputs.ts';

/** What is active, what is held, what a crash left open. */
export async function status(
  session: Session,
  { target, concurrency }: Inputs,
  tell: TellOutputs,
): Promise<ActionReport> {
  const report = await readStatus(session, target, concurrency);
  const active = report.targets.flatMap((each) => each.active);
  tell({
    'run-ids': JSON.stringify(active.map(({ run }) => run.id)),
    'rows-affected': String(active.reduce((rows, { run }) => rows + run.rows, 0)),
  });
  return {
    markdown: statusReport(report),
    text: statusText(report, session.render([])),
    json: documentText(statusJson(report)),
    failures: report.failures,
  };
}
