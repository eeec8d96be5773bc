import { FaultlineError } from '../../model/errors.ts';
import type { Field } from '../../scenario/field.ts';
import { holdsLiteralSecret } from '../../scenario/literal-secret.ts';
import { parseRate } from './rate.ts';
import { parseBody } from './request-body.ts';
import { checkHeader, isSecretHeader } from './request-headers.ts';
import { parseUrl } from './request-url.ts';
import { parseStatuses } from './statuses.ts';
import { parseTimeout } from './http-settings.ts';

/**
 * Checks the parameters of an output to HTTP as they stand in a file, beyond their schema, before anything is sent:
 * what is wrong is refused at its field. Secrets are not resolved.
 * @param field the mapping that the schema is for
 */
export function checkHttp(field: Field): void {
  const whenText = (key: string, check: (text: string) => unknown) => {
    const { value } = field.at(key);
    if (typeof value === 'string') tell(field.at(key), () => check(value));
  };
  whenText('url', (url) => {
    if (holdsLiteralSecret(url)) throw literalSecret('url holds a password');
    // What a reference stands for is not known yet: it may be the whole of the URL.
    if (!url.includes('${')) parseUrl(url);
  });
  whenText('rate', parseRate);
  whenText('timeout', parseTimeout);
  for (const quality of ['good', 'bad']) {
    const statuses = field.at('expectStatus').at(quality);
    if (statuses.value !== undefined) tell(statuses, () => parseStatuses(statuses.value));
  }
  const headers = headersOf(field.at('headers'));
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  for (const [index, [name, value]] of Object.entries(headers).entries())
    tell(field.at('headers').at(name), () => {
      checkHeader(name, value, names.slice(0, index));
      if (isSecretHeader(name) && !value.includes('${')) throw literalSecret(`header ${name} holds a secret`);
    });
  const contentType = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  whenText('body', (body) => parseBody(body, contentType));
}

function headersOf({ value }: Field): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const scalars = Object.entries(value).filter(([, entry]) => typeof entry !== 'object');
  return Object.fromEntries(scalars.map(([name, entry]) => [name, String(entry)]));
}

function literalSecret(message: string): FaultlineError {
  return new FaultlineError('LITERAL_SECRET', message, { hint: 'Write ${env:NAME} or ${file:/path} in its place.' });
}

function tell(field: Field, check: () => unknown): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    field.refuse(error.message, error.hint ?? '', error.code);
  }
}
