import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { HttpParameters } from '../../dataset/http/http-parameters.ts';
import { sendReportText } from '../../dataset/http/send-report-text.ts';
import { sendTables, sentSchema, type Sent, type SentTable } from '../../dataset/http/send-tables.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { MadeTable } from '../../output/made-text.ts';
import { checkSchema } from '../../scenario/schema-check.ts';
import { resolveSecrets } from '../../scenario/secrets.ts';
import type { Session } from '../session.ts';
import { replaceFile } from '../write-file.ts';
import { fingerprintOf } from './fingerprint-of.ts';
import type { Making } from './making.ts';
import { makingProgress } from './making-progress.ts';

/** Sends the tables as requests; what is acknowledged is kept in a file, from which an interrupted run goes on. */
export async function sendOverHttp(session: Session, making: Making): Promise<readonly MadeTable[]> {
  const record = resolve(`.faultline-${making.dataset.name}.http.json`);
  const resumeFrom = readRecord(record, making);
  const { parameters, secrets } = await resolved(session, making.output.with as HttpParameters);
  const observe = makingProgress(session);
  const reports: SentTable[] = [];
  let isThere = existsSync(record);
  try {
    await sendTables({
      sources: making.sources,
      parameters,
      fingerprint: fingerprintOf(making.configuration),
      workers: making.workers,
      isBad: making.isBad,
      resumeFrom,
      keep: async (sent) => {
        const text = `${JSON.stringify(sent)}\n`;
        await (isThere ? replaceFile(record, text) : writeFile(record, text));
        isThere = true;
      },
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
  await rm(record, { force: true });
  const { url } = making.output.with as HttpParameters;
  return reports.map(({ table, report }) => ({
    table,
    rows: report.rows + report.rowsBefore,
    columns: making.sources.find((source) => source.table.name.name === table)!.table.columns.length,
    bytes: report.bytes,
    places: [url.replaceAll('{{table}}', table)],
    notes: sendReportText(report),
  }));
}

/** What an interrupted run was acknowledged; undefined where everything is to be sent. @throws INVALID_ARGUMENT */
function readRecord(path: string, { isContinued, isForced }: Making): Sent | undefined {
  if (!existsSync(path)) {
    if (isContinued)
      throw new FaultlineError('INVALID_ARGUMENT', `there is no interrupted run: ${path} is not there`, {
        hint: 'Begin one: leave --continue out.',
      });
    return undefined;
  }
  if (isForced) return undefined;
  if (!isContinued)
    throw new FaultlineError('INVALID_ARGUMENT', 'an earlier run of this data set was interrupted', {
      hint: 'Go on with --continue, or send everything anew with --force.',
    });
  const sent: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (checkSchema(sentSchema, sent, []).length > 0)
    throw new FaultlineError('INVALID_ARGUMENT', `${path} is not what an interrupted run leaves`, {
      hint: 'Send everything anew with --force.',
    });
  return sent as Sent;
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
