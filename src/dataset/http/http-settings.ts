import { FaultlineError } from '../../model/errors.ts';
import { parseDuration } from '../../model/duration.ts';
import type { HttpParameters } from './http-parameters.ts';
import type { Expected } from './judge-answer.ts';
import { parseRate } from './rate.ts';
import { parseBody, type RequestBody } from './request-body.ts';
import { readHeaders, type Headers } from './request-headers.ts';
import { parseUrl, type RequestUrl } from './request-url.ts';
import { parseStatuses } from './statuses.ts';

/** How batches are sent. */
export interface HttpSettings {
  readonly url: RequestUrl;
  readonly method: HttpParameters['method'];
  /** All but those that depend on the batch. */
  readonly headers: Headers;
  readonly body: RequestBody;
  readonly isCompressed: boolean;
  /** Requests in flight at once. */
  readonly concurrency: number;
  /** Rows per second; absent = as fast as it goes. */
  readonly rate: number | undefined;
  /** Attempts after the first one. */
  readonly retries: number;
  /** Milliseconds for one attempt. */
  readonly timeout: number;
  readonly expected: Expected;
}

/**
 * The settings that parameters say, defaults filled in and references to secrets resolved.
 * @throws INVALID_VALUE
 */
export function httpSettings(parameters: HttpParameters): HttpSettings {
  const url = parseUrl(parameters.url);
  const headers = readHeaders(parameters.headers);
  const body = parseBody(parameters.body, headers['content-type']);
  const isCompressed = parameters.compress === 'gzip';
  return {
    url,
    method: parameters.method,
    headers: {
      'content-type': body.contentType,
      'user-agent': 'faultline',
      accept: 'application/json, */*;q=0.5',
      ...(url.authorization !== undefined && { authorization: url.authorization }),
      ...headers,
      ...(isCompressed && { 'content-encoding': 'gzip' }),
    },
    body,
    isCompressed,
    concurrency: parameters.concurrency,
    rate: parameters.rate === undefined ? undefined : parseRate(parameters.rate),
    retries: parameters.retries,
    timeout: parseTimeout(parameters.timeout),
    expected: {
      good: parseStatuses(parameters.expectStatus.good),
      bad: parseStatuses(parameters.expectStatus.bad),
    },
  };
}

const milliseconds = { second: 1_000, minute: 60_000, hour: 3_600_000 } as const;

/** Milliseconds of `30 seconds`, `2 min` or `1h`. @throws INVALID_VALUE */
export function parseTimeout(text: string): number {
  const duration = parseDuration(text);
  const unit =
    duration && Object.hasOwn(milliseconds, duration.unit) ? (duration.unit as keyof typeof milliseconds) : undefined;
  if (duration !== undefined && unit !== undefined) return duration.amount * milliseconds[unit];
  throw new FaultlineError('INVALID_VALUE', `${text} is no time-out`, {
    hint: 'Write a number of seconds, minutes or hours: 30 seconds.',
  });
}
