import { exitCodes } from '../../model/error-codes.ts';
import type { TargetFailure } from '../../model/failure.ts';
import type { Run } from '../../model/run.ts';
import { historyText } from '../../output/history-text.ts';
import { historyJson } from '../../output/report-json.ts';
import type { HistoryReport } from '../../output/reports.ts';
import { type AdHoc, adHocTarget } from '../ad-hoc-target.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { readLedger, readTargets } from '../ledger-access.ts';
import { reportFailures } from '../report-error.ts';
import type { Session } from '../session.ts';

export interface HistoryOptions extends AdHoc {
  /** Targets at once. */
  readonly concurrency: number;
  /** Only runs of this scenario. */
  readonly scenario?: string | undefined;
  /** Runs of each target at most; absent = all. */
  readonly limit?: number | undefined;
}

/** Every run of the targets, newest first. */
export async function history(session: Session, options: HistoryOptions): Promise<number> {
  const { reports, failures } = await readReports(session, options);
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
  return failures.length === 0 ? exitCodes.done : reportFailures(session, failures);
}

async function readReports(
  session: Session,
  options: HistoryOptions,
): Promise<{ readonly reports: readonly HistoryReport[]; readonly failures: readonly TargetFailure[] }> {
  const now = session.clock().toISOString();
  const adHoc = adHocTarget(session, options);
  if (adHoc === undefined) {
    const { results, failures } = await readTargets(
      session,
      options.target,
      options.concurrency,
      async ({ target, runs }) => ({ target: target.name, now, ...chosen(runs, options) }),
    );
    return { reports: results, failures };
  }
  const report = await readLedger(session, adHoc, async ({ connection, runs }) => ({
    target: connection.server.database,
    now,
    ...chosen(runs, options),
    isByUrl: true,
  }));
  return { reports: [report], failures: [] };
}

function chosen(
  runs: readonly Run[],
  { scenario, limit }: HistoryOptions,
): Pick<HistoryReport, 'runs' | 'total' | 'scenario'> {
  const meant = runs.toReversed().filter((run) => scenario === undefined || run.scenario === scenario);
  const told = meant.slice(0, limit);
  return {
    runs: told,
    ...(told.length < meant.length && { total: meant.length }),
    ...(scenario !== undefined && { scenario }),
  };
}
