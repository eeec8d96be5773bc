import { readFile } from 'node:fs/promises';
import type { Certificate } from '../model/certificate.ts';
import { FaultlineError } from '../model/errors.ts';
import { certificateSchema } from '../output/certificate-schema.ts';
import { isSealed } from '../run/seal-certificate.ts';
import { checkSchema } from '../scenario/schema-check.ts';

/** A certificate that a purge has written and nobody has edited. @throws FILE_NOT_FOUND, INVALID_CERTIFICATE */
export async function readCertificate(path: string): Promise<Certificate> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new FaultlineError('FILE_NOT_FOUND', `cannot read the certificate ${path}`, {
      hint: 'Check the path and its permissions.',
      cause,
    });
  });
  const document = parse(text);
  if (checkSchema(certificateSchema, document, []).length > 0) {
    throw new FaultlineError('INVALID_CERTIFICATE', `${path} is no certificate of this version of Faultline`, {
      hint: 'Name the file that `faultline purge --certificate` has written.',
    });
  }
  const certificate = document as Certificate;
  if (isSealed(certificate)) return certificate;
  throw new FaultlineError('INVALID_CERTIFICATE', `${path} was edited: its digest is another one than its content's`, {
    hint: 'Take the file as it was written from a backup or from the version control.',
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
