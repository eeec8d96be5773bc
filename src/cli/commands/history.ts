import { historyText } from '../../output/history-text.ts';
import { historyJson } from '../../output/report-json.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { readTargets } from '../ledger-access.ts';
import type { Session } from '../session.ts';

/** Every run of the targets, newest first. */
export async function history(session: Session, names: readonly string[]): Promise<number> {
  const { targets } = await readTargets(session, names);
  const now = session.clock().toISOString();
  const reports = targets.map(({ target, runs }) => ({ target: target.name, now, runs: runs.toReversed() }));
  session.write(
    inFormat(session.options.format, {
      text: () => reports.map((report) => historyText(report, session.render([]))).join('\n'),
      json: () => documentText({ formatVersion: 1, targets: reports.map((report) => historyJson(report)) }),
    }),
  );
  return 0;
}
