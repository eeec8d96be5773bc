import type { HttpParameters } from '../../dataset/http/http-parameters.ts';
import { sendReportText } from '../../dataset/http/send-report-text.ts';
import { sendTables, type SentTable } from '../../dataset/http/send-tables.ts';
import type { MadeTable } from '../../output/made-text.ts';
import { resolveSecrets } from '../../scenario/secrets.ts';
import type { Session } from '../session.ts';
import type { Making } from './making.ts';
import { makingProgress } from './making-progress.ts';
import { withSentRecord, type SentRecord } from './sent-record.ts';

/** Sends the tables as requests; what is acknowledged is kept in a file, from which an interrupted run goes on. */
export function sendOverHttp(session: Session, making: Making): Promise<readonly MadeTable[]> {
  return withSentRecord(making, (record) => send(session, making, record));
}

async function send(session: Session, making: Making, { resumeFrom, keep }: SentRecord): Promise<readonly MadeTable[]> {
  const { parameters, secrets } = await resolved(session, making.output.with as HttpParameters);
  const observe = makingProgress(session);
  const reports: SentTable[] = [];
  try {
    await sendTables({
      sources: making.sources,
      parameters,
      configuration: making.configuration,
      workers: making.workers,
      isBad: making.isBad,
      resumeFrom,
      keep,
      observe: (table, rows, of) => observe({ table, rows, of }),
      onEnd: (sent) => reports.push(sent),
      signal: session.signal,
      log: session.log,
      secrets,
    });
  } catch (error) {
    for (const { table, report } of reports)
      session.log.info('sending ended', { table, report: sendReportText(report).join(' | ') });
    throw error;
  }
  const { url } = making.output.with as HttpParameters;
  return reports.map(({ table, report }) => ({
    table,
    rows: report.rows + report.rowsBefore,
    columns: making.sources.find((source) => source.table.name.name === table)!.table.columns.length,
    bytes: report.bytes,
    places: [url.replaceAll('{{table}}', table)],
    sent: report,
    notes: sendReportText(report),
  }));
}

/** The parameters without references to secrets, which are hidden from now on. @throws UNRESOLVED_SECRET */
async function resolved(session: Session, parameters: HttpParameters) {
  const secrets: string[] = [];
  const resolveText = async (text: string): Promise<string> => {
    const { value, secrets: found } = await resolveSecrets(text);
    secrets.push(...found);
    return value;
  };
  const headers = await Promise.all(
    Object.entries(parameters.headers).map(async ([name, value]) => [name, await resolveText(String(value))] as const),
  );
  const url = await resolveText(parameters.url);
  for (const secret of secrets) session.hide(secret);
  return { parameters: { ...parameters, url, headers: Object.fromEntries(headers) }, secrets };
}
