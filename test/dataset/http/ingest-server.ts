import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A request as it arrived, decompressed. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Bytes of the body on the wire. */
  readonly bytes: number;
}

/** What the server does with a request: a status, a status with headers and a body, breaking off the connection, or nothing at all. */
export type Reaction =
  | number
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly text?: string }
  | 'break off'
  | 'hang';

export interface IngestServer {
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  /** Connections that were opened so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** An HTTP server on a free port that receives batches of rows. */
export async function openIngestServer(
  react: (arrival: Arrival, index: number) => Reaction | Promise<Reaction>,
): Promise<IngestServer> {
  const arrivals: Arrival[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => {});
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      const arrival: Arrival = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: (request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString(),
        bytes: raw.length,
      };
      arrivals.push(arrival);
      void Promise.resolve(react(arrival, arrivals.length - 1)).then((reaction) => answer(response, reaction));
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, reaction: Reaction): void {
  if (reaction === 'hang') return;
  if (reaction === 'break off') {
    response.socket?.destroy();
    return;
  }
  const { status, headers = {}, text = '' } = typeof reaction === 'number' ? { status: reaction } : reaction;
  response.writeHead(status, headers).end(text);
}
