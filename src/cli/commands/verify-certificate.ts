import type { CertifiedTable } from '../../model/certificate.ts';
import { exitCodes } from '../../model/error-codes.ts';
import { formatTable } from '../../model/table.ts';
import { count } from '../../output/format-number.ts';
import { certifyTable, differenceOf } from '../../run/certify-table.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { oneTarget } from '../one-target.ts';
import { readCertificate } from '../read-certificate.ts';
import type { Session } from '../session.ts';
import { openConnection, openProject } from '../workspace.ts';

const inWords = {
  same: 'as certified',
  gone: 'is gone',
  new: 'is there again',
  columns: 'has other columns',
  rows: 'holds other rows',
} as const;

/**
 * Checks that nobody has edited a certificate; with a target also whether its tables still are what it says. Exit code
 * 1 where one is not.
 */
export async function verifyCertificate(session: Session, path: string, wanted: string | undefined): Promise<number> {
  const certificate = await readCertificate(path);
  const { target, at, runs, tables } = certificate;
  const compared = wanted === undefined ? undefined : await compareTables(session, wanted, tables);
  const found = `${path} is as faultline purge has written it: ${target}, ${at}, ${count(runs.length, 'run')}, ${count(tables.length, 'table')}.\n`;
  session.write(
    inFormat(session.options.format, {
      text: () => `${found}${(compared ?? []).map(({ table, is }) => `${table} ${inWords[is]}\n`).join('')}`,
      json: () =>
        documentText({
          formatVersion: 1,
          certificate: path,
          target,
          at,
          digest: certificate.digest,
          tables: compared ?? null,
        }),
    }),
  );
  return compared?.every(({ is }) => is === 'same') === false ? exitCodes.error : exitCodes.done;
}

async function compareTables(session: Session, wanted: string, tables: readonly CertifiedTable[]) {
  const project = await openProject(session);
  const target = oneTarget(project, wanted);
  const connection = await openConnection(session, project, target, { readOnly: true });
  await connection.begin('read only');
  const compared: { readonly table: string; readonly is: ReturnType<typeof differenceOf> }[] = [];
  for (const then of tables) {
    const now = await certifyTable(connection, then.table);
    compared.push({ table: formatTable(then.table), is: differenceOf(then, now) });
  }
  return compared;
}
