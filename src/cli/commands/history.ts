import { historyText } from '../../output/history-text.ts';
import { historyJson } from '../../output/report-json.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { readTargets } from '../ledger-access.ts';
import type { Targets } from '../declare/shared-options.ts';
import { reportFailures } from '../report-error.ts';
import type { Session } from '../session.ts';

/** Every run of the targets, newest first. */
export async function history(session: Session, { target: names, concurrency }: Targets): Promise<number> {
  const now = session.clock().toISOString();
  const { results: reports, failures } = await readTargets(session, names, concurrency, async ({ target, runs }) => ({
    target: target.name,
    now,
    runs: runs.toReversed(),
  }));
  session.write(
    inFormat(session.options.format, {
      text: () => reports.map((report) => historyText(report, session.render([]))).join('\n'),
      json: () =>
        documentText({
          formatVersion: 1,
          targets: reports.map((report) => historyJson(report)),
          ...(failures.length > 0 && { failures }),
        }),
    }),
  );
  return reportFailures(session, failures);
}
