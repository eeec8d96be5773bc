import { STATUS_CODES } from 'node:http';
import { FaultlineError } from '../../model/errors.ts';
import { count, formatCount, formatRows, formatSeconds } from '../../output/format-number.ts';
import type { HttpSettings } from './http-settings.ts';
import { mostPatience } from './back-off.ts';
import type { Failure } from './send-batch.ts';

/** Every way out ends with it. */
export const goOn = 'Then go on with --continue: what was acknowledged is not sent again.';

/**
 * The one error that a batch which was given up ends sending with.
 * @param acknowledged rows @param redact hides secrets in what the server said
 */
export function sendFailure(
  failure: Failure,
  settings: HttpSettings,
  acknowledged: number,
  redact: (text: string) => string,
): FaultlineError {
  const { batch, answer, attempts, rows } = failure;
  const { method, url } = settings;
  const outcome =
    answer.kind === 'unanswered'
      ? `had no answer: ${answer.reason}`
      : `was answered ${`${answer.status} ${STATUS_CODES[answer.status] ?? ''}`.trim()}${answer.text === '' ? '' : ` (${answer.text})`}`;
  const which = `batch ${formatCount(batch.number)} of ${batch.table} (${formatRows(rows)}${batch.quality === 'mixed' ? '' : `, ${batch.quality}`})`;
  const message = `${method} ${url.shown(batch.table)}: ${which} ${outcome}, after ${count(attempts, 'attempt')}; ${formatRows(acknowledged)} acknowledged`;
  return new FaultlineError('REQUEST_FAILED', redact(message), {
    hint: `${redact(wayOut(failure, settings))} ${goOn}`,
  });
}

function wayOut({ answer, batch, asked }: Failure, { expected }: HttpSettings): string {
  if (answer.kind === 'unanswered') return answer.wayOut;
  const { status, location } = answer;
  if (asked !== undefined && asked > mostPatience)
    return `The server asks to wait ${formatSeconds(asked / 1000)}; wait that long, or lower rate.`;
  if (status === 401 || status === 403 || status === 407) return 'Mend the credentials in headers or url.';
  if (status === 404 || status === 405) return 'Mend url or method.';
  if (status === 413) return 'The server takes no bodies of this size.';
  if (status === 415) return 'The server does not take this Content-Type; see headers and body.';
  if (status === 408 || status === 425 || status === 429) return 'Lower rate or concurrency.';
  if (status >= 500) return 'Look into the log of the server.';
  if (status < 400 && location !== undefined)
    return `The server sends on to ${withoutQuery(location)}; write that as url.`;
  const { text } = batch.quality === 'bad' ? expected.bad : expected.good;
  return `For ${batch.quality} rows ${text} was expected; see expectStatus.`;
}

function withoutQuery(location: string): string {
  return location.replace(/\/\/[^/?#]*@/, '//').replace(/[?#].*$/s, '');
}
