import { access } from 'node:fs/promises';
import type { Certificate } from '../model/certificate.ts';
import { FaultlineError } from '../model/errors.ts';
import { documentText } from './choose-format.ts';
import { readCertificate } from './read-certificate.ts';
import { writeNewFile } from './write-file.ts';

/**
 * Writes the certificate of a purge; a file that is there is never overwritten. One that an unfinished purge of the
 * same target has written says more than what is left of the ledger: it stays as it is.
 * @param path undefined = no file @throws INVALID_ARGUMENT where another file is there
 */
export async function keepCertificate(
  path: string | undefined,
  isUnfinished: boolean,
  certificate: Certificate,
): Promise<void> {
  if (path === undefined) return;
  if (!(await isThere(path))) return writeNewFile(path, documentText(certificate));
  if (isUnfinished && (await isOfSameTarget(path, certificate))) return;
  throw new FaultlineError('INVALID_ARGUMENT', `${path} is there already; nothing was dropped`, {
    hint: 'Choose another file for --certificate, or move this one away.',
  });
}

async function isOfSameTarget(path: string, { target, server, ledgerSchema }: Certificate): Promise<boolean> {
  const other = await readCertificate(path).catch(() => undefined);
  return other?.target === target && other.server.database === server.database && other.ledgerSchema === ledgerSchema;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
