import type { Dispatcher } from 'undici';
import type { Clock } from './clock.ts';
import type { HttpSettings } from './http-settings.ts';
import { unansweredBy, type Unanswered } from './unanswered.ts';

/** What came of one request. */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfter: string | undefined;
      readonly location: string | undefined;
      /** The beginning of the answer's body. */
      readonly text: string;
    }
  | ({ readonly kind: 'unanswered' } & Unanswered);

/** Connections that are kept open from request to request. */
export interface Transport {
  /** Sends a request and reads the whole answer; never fails. */
  send(url: URL, headers: Readonly<Record<string, string>>, body: Uint8Array): Promise<Answer>;
  /** Breaks off what is in flight and closes the connections. */
  close(): Promise<void>;
}

export interface TransportOptions {
  readonly settings: Pick<HttpSettings, 'method' | 'concurrency' | 'timeout'>;
  readonly clock: Clock;
  /** Where proxies are named: `http_proxy`, `https_proxy` and `no_proxy`, in capitals as well. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Characters of an answer that are kept, for messages. */
const mostText = 400;

/** Opens a transport over HTTP/1.1; no connection is made yet. */
export async function openTransport({ settings, clock, env }: TransportOptions): Promise<Transport> {
  const { method, timeout } = settings;
  const dispatcher = await openDispatcher(settings, env);
  return {
    async send({ origin, pathname, search }, headers, body) {
      const controller = new AbortController();
      let isTimedOut = false;
      const callOff = clock.after(timeout, () => {
        isTimedOut = true;
        controller.abort();
      });
      try {
        const path = `${pathname}${search}`;
        const response = await dispatcher.request({ origin, path, method, headers, body, signal: controller.signal });
        const text = await beginningOf(response.body);
        const { 'retry-after': retryAfter, location } = response.headers;
        return {
          kind: 'answered',
          status: response.statusCode,
          retryAfter: oneOf(retryAfter),
          location: oneOf(location),
          text,
        };
      } catch (error) {
        if (isTimedOut) return { kind: 'unanswered', ...timedOut(timeout) };
        return { kind: 'unanswered', ...unansweredBy(error) };
      } finally {
        callOff();
      }
    },
    close: () => dispatcher.destroy(),
  };
}

async function openDispatcher(
  { concurrency, timeout }: TransportOptions['settings'],
  env: TransportOptions['env'],
): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await import('undici');
  // Each attempt has a time-out for all of it, so that those of its parts are switched off.
  const options = { connections: concurrency, headersTimeout: 0, bodyTimeout: 0, connect: { timeout } };
  const [httpProxy, httpsProxy, noProxy] = ['http_proxy', 'https_proxy', 'no_proxy'].map(
    (name) => env[name] ?? env[name.toUpperCase()] ?? '',
  ) as [string, string, string];
  if (httpProxy === '' && httpsProxy === '') return new Agent(options);
  return new EnvHttpProxyAgent({ ...options, httpProxy, httpsProxy, noProxy });
}

function timedOut(milliseconds: number): Unanswered {
  const reason = `no answer in ${milliseconds / 1000} s`;
  return { reason, mayHeal: true, wayOut: 'Raise timeout, or lower batch, rate or concurrency.' };
}

/** Reads all of a body, so that its connection can be used again, and keeps its beginning. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (length < mostText) chunks.push(chunk.subarray(0, mostText));
    length += chunk.length;
  }
  return Buffer.concat(chunks).toString('utf8', 0, mostText).replaceAll(/\s+/g, ' ').trim();
}

function oneOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}
