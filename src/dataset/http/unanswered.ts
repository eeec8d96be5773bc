/** Why a request had no answer. */
export interface Unanswered {
  readonly reason: string;
  /** Whether another attempt may do better. */
  readonly mayHeal: boolean;
  /** What to do about it, as a sentence. */
  readonly wayOut: string;
}

/** Reads an error of a connection, by the codes of Node (errors and TLS) and of undici. */
export function unansweredBy(error: unknown): Unanswered {
  const {
    code = '',
    message = String(error),
    reason,
  } = error as Partial<Record<'code' | 'message' | 'reason', string>>;
  // OpenSSL's messages name its own source files; its reason is a few words.
  const words = code.startsWith('ERR_SSL') && reason !== undefined ? `TLS: ${reason}` : message;
  // Where a name has several addresses, the error of all of them has a code and no words.
  const told = { reason: words.replaceAll(/\s+/g, ' ').trim() || code };
  // Neither becomes valid within the time of some attempts.
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
    return {
      ...told,
      mayHeal: false,
      wayOut: 'Name the authority of the certificate in NODE_EXTRA_CA_CERTS, or mend it.',
    };
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER')
    return { ...told, mayHeal: false, wayOut: 'Nothing speaks TLS there; write http:// where that is meant.' };
  return {
    ...told,
    mayHeal: !code.startsWith('UND_ERR_INVALID'),
    wayOut: 'Look whether the server runs and the url is right.',
  };
}
