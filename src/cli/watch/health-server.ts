import { createServer, type ServerResponse } from 'node:http';
import { FaultlineError } from '../../model/errors.ts';
import { failingTargets, pendingTargets, type Health, type TargetHealth } from '../../run/watch/health.ts';

export interface HealthServerOptions {
  readonly host: string;
  /** 0 = any that is free. */
  readonly port: number;
  readonly health: () => Health;
  readonly clock: () => Date;
  /** Applied to every answer. */
  readonly redact: (text: string) => string;
}

export interface HealthServer {
  /** The port it listens on. */
  readonly port: number;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: 200 | 404 | 405 | 503;
  readonly document: object;
}

/**
 * Answers `GET /healthz`, `/readyz` and `/status` with JSON.
 * @throws INVALID_ARGUMENT where it cannot listen there
 */
export async function openHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const { host, port, redact } = options;
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (request, response) => {
    send(response, answer(request.method ?? '', request.url ?? '', options), redact);
    request.resume();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(host, port, cause)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(method: string, url: string, { health, clock }: HealthServerOptions): Answer {
  const path = url.split('?')[0];
  if (path !== '/healthz' && path !== '/readyz' && path !== '/status')
    return { status: 404, document: { error: 'there are /healthz, /readyz and /status' } };
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, document: { error: 'only GET is answered' } };
  const state = health();
  if (path === '/status') return { status: 200, document: { formatVersion: 1, now: clock().toISOString(), ...state } };
  const failing = failingTargets(state, clock()).map(inShort);
  const pending = path === '/readyz' ? pendingTargets(state).map(({ target }) => target) : [];
  if (failing.length + pending.length === 0) return { status: 200, document: { status: 'ok' } };
  return {
    status: 503,
    document: {
      status: failing.length > 0 ? 'failing' : 'starting',
      ...(failing.length > 0 && { failing }),
      ...(pending.length > 0 && { pending }),
    },
  };
}

function inShort({ target, failingSince, error }: TargetHealth): object {
  return { target, failingSince, error };
}

function send(response: ServerResponse, { status, document }: Answer, redact: (text: string) => string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(status === 405 && { allow: 'GET, HEAD' }),
  });
  response.end(`${redact(JSON.stringify(document))}\n`);
}

function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): FaultlineError {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'something else listens there',
    EACCES: 'this user may not',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'no such host',
  };
  const reason = reasons[cause.code ?? ''] ?? cause.message;
  return new FaultlineError('INVALID_ARGUMENT', `cannot listen on ${host}:${port}: ${reason}`, {
    hint: 'Choose another --health-port or --health-host.',
    cause,
  });
}
