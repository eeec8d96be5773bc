import { validateHeaderName, validateHeaderValue } from 'node:http';
import { FaultlineError } from '../../model/errors.ts';

/** Headers by their names in lower case. */
export type Headers = Readonly<Record<string, string>>;

const secret = /^(proxy-)?authorization$|cookie|token|secret|password|api-?key/i;

/** Whether the value of a header is a secret, by its name. */
export function isSecretHeader(name: string): boolean {
  return secret.test(name);
}

/** Values of secret headers, each whole and without the word before it: `Bearer`, `Basic`. */
export function secretsIn(headers: Headers): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => isSecretHeader(name))
    .flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')]);
}

/** Headers that follow from the batch or the connection, each with the way to have it otherwise. */
const own: Readonly<Record<string, string>> = {
  'idempotency-key': 'It is made for each batch.',
  'content-length': 'It follows from the body.',
  'content-encoding': 'Write compress: gzip.',
  'transfer-encoding': 'It follows from the body.',
  connection: 'Connections are kept open.',
  'keep-alive': 'Connections are kept open.',
  upgrade: 'Connections stay HTTP/1.1.',
  expect: 'Bodies are sent at once.',
};

/**
 * Headers as they are sent. References to secrets are resolved.
 * @throws INVALID_VALUE which names the header and never its value
 */
export function readHeaders(headers: Readonly<Record<string, string | number | boolean>>): Headers {
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    checkHeader(name, String(value), Object.keys(read));
    read[name.toLowerCase()] = String(value);
  }
  return read;
}

/**
 * Refuses a header that cannot be sent. References to secrets may still stand in it.
 * @param others names of other headers, in lower case
 * @throws INVALID_VALUE which names the header and never its value
 */
export function checkHeader(name: string, value: string, others: readonly string[]): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch (cause) {
    throw new FaultlineError('INVALID_VALUE', `header ${JSON.stringify(name)} cannot be sent`, {
      cause,
      hint: 'Names have letters, digits and -; values have no line breaks and no characters beyond Latin-1.',
    });
  }
  const key = name.toLowerCase();
  const hint = Object.hasOwn(own, key) ? own[key] : undefined;
  if (hint !== undefined) throw new FaultlineError('INVALID_VALUE', `header ${name} cannot be set`, { hint });
  if (others.includes(key))
    throw new FaultlineError('INVALID_VALUE', `header ${name} is there twice`, { hint: 'Keep one of them.' });
}
