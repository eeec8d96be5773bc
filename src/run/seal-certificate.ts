import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Certificate } from '../model/certificate.ts';

/** The certificate with the digest of everything else in it. */
export function sealCertificate(content: Omit<Certificate, 'digest'>): Certificate {
  return { ...content, digest: digestOf(content) };
}

/** Whether nothing in the certificate was changed since it was sealed. */
export function isSealed({ digest, ...content }: Certificate): boolean {
  return digest === digestOf(content);
}

function digestOf(content: Omit<Certificate, 'digest'>): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
