/** Why a request had no answer. */
export interface Unanswered {
  readonly reason: string;
  /** Whether another attempt may do better. */
  readonly mayHeal: boolean;
}

/** Certificates do not become valid within the time of some attempts, and what cannot be sent stays so. */
const lasting = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UND_ERR_INVALID|ERR_SSL_WRONG_VERSION_NUMBER/;

/** Reads an error of a connection, by the codes of Node (errors and TLS) and of undici. */
export function unansweredBy(error: unknown): Unanswered {
  if (!(error instanceof Error)) return { reason: String(error), mayHeal: false };
  const code = 'code' in error ? String(error.code) : '';
  // Where a name has several addresses, the error of all of them has a code and no words. OpenSSL's has several lines.
  const words = (error.message || code).replaceAll(/\s+/g, ' ').trim();
  return { reason: words, mayHeal: !lasting.test(code) };
}
