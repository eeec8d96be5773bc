import { exitCodes } from '../../model/error-codes.ts';
import { runJson, verifyJson } from '../../output/report-json.ts';
import type { RunReport } from '../../output/reports.ts';
import { runText, verifyText } from '../../output/run-text.ts';
import { descriptionOf } from '../../scenario/description-of.ts';
import { runStanding } from '../../snapshot/run-standing.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { findRun } from '../ledger-access.ts';
import type { Session } from '../session.ts';

/** One run: where it came from and what it did. */
export async function show(session: Session, wanted: string, names: readonly string[]): Promise<number> {
  const report = await reportOn(session, wanted, names);
  const description = descriptionOf(report.run.source, report.run.path);
  session.write(
    inFormat(session.options.format, {
      text: () => runText({ ...report, description }, session.render([])),
      json: () => documentText(runJson(report)),
    }),
  );
  return exitCodes.done;
}

/** Whether what a run changed is still there. Exit code 1 where it is not. */
export async function verify(session: Session, wanted: string, names: readonly string[]): Promise<number> {
  const report = await reportOn(session, wanted, names);
  session.write(
    inFormat(session.options.format, {
      text: () => verifyText(report, session.render([])),
      json: () => documentText(verifyJson(report)),
    }),
  );
  const isThere = report.run.state === 'applied' && report.steps.every(({ isIntact }) => isIntact);
  return isThere ? exitCodes.done : exitCodes.error;
}

async function reportOn(session: Session, wanted: string, names: readonly string[]): Promise<RunReport> {
  const { connection, run, applied } = await findRun(session, wanted, names);
  const standings = run.state === 'applied' ? await runStanding(connection, run, applied) : [];
  const steps = standings.map(({ step, standing }) => ({
    step,
    isIntact: standing.intact === step.rows,
    ...(step.alteration === undefined && { standing }),
  }));
  return { now: session.clock().toISOString(), run, steps };
}
