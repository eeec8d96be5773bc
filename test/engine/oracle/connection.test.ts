import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { engineFor } from '../../../src/engine/index.ts';
import type { Connection } from '../../../src/model/engine.ts';

/** The program that signs certificates. */
const certificates = 'openssl';

const secret = 'T0pSecret!';
const wrongPassword = encodeURIComponent(secret);

/** The real driver, against listeners that are no databases. */
describe('a connection to Oracle', () => {
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  it.each([
    ['by a port where nothing listens', 'db-port', /nothing listens/, /listener/],
    ['by a host that does not exist', 'no.such.host.invalid:1521', /host name is unknown/, /host/],
  ])('fails %s', async (_how, host, message, hint) => {
    const address = host === 'db-port' ? `127.0.0.1:${await freePort()}` : host;
    await expectFailure(`${address}/orders`, message, hint);
  });

  it('fails where a web server answers', async () => {
    const port = await listen(createHttpServer((_request, response) => response.end('welcome to the shop')));
    await expectFailure(`127.0.0.1:${port}/orders`, /ended the connection/, /port/);
  });

  it('fails where the server hangs up', async () => {
    const port = await listen(createServer((socket) => socket.destroy()));
    await expectFailure(`127.0.0.1:${port}/orders`, /ended the connection/, /port/);
  });

  it('fails in time where the listener does not answer', async () => {
    const port = await listen(createServer(hold));
    await expectFailure(`127.0.0.1:${port}/orders`, /does not answer/, /firewall/);
  });

  it('fails in time where the database does not answer behind its listener', async () => {
    const port = await listen(createServer((socket) => hold(socket).once('data', () => socket.write(accepted(318)))));
    await expectFailure(`127.0.0.1:${port}/orders`, /does not answer/, /firewall/);
  });

  it('fails where the listener knows no such service', async () => {
    const port = await listen(createServer((socket) => hold(socket).once('data', () => socket.end(refused(12514)))));
    await expectFailure(`127.0.0.1:${port}/orders`, /no such service/, /service/);
    await expectFailure(`127.0.0.1:${port}/?sid=ORCL`, /no such service/, /service/);
  });

  it('fails where the listener takes no more', async () => {
    const port = await listen(createServer((socket) => hold(socket).once('data', () => socket.end(refused(12516)))));
    await expectFailure(`127.0.0.1:${port}/orders`, /listener refused/, /database is open/);
  });

  it('refuses servers that are too old', async () => {
    const port = await listen(createServer((socket) => hold(socket).once('data', () => socket.write(accepted(314)))));
    await expectFailure(`127.0.0.1:${port}/orders`, /older than 12\.2/, /12\.2/, 'UNSUPPORTED');
  });

  it('fails where one side speaks TLS and the other does not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faultline-oracle-'));
    try {
      const { key, cert } = await selfSigned(folder);
      const encrypted = await listen(createTlsServer({ key, cert }).on('tlsClientError', () => undefined));
      const plain = await listen(createServer((socket) => hold(socket).once('data', () => socket.end('no'))));
      await expectFailure(`127.0.0.1:${encrypted}/orders`, /ended the connection/, /protocol=tcps/);
      await expectFailure(`127.0.0.1:${plain}/orders?protocol=tcps`, /no encrypted connection/, /protocol/);
      await expectFailure(`127.0.0.1:${encrypted}/orders?protocol=tcps`, /no encrypted connection/, /certificate/);
      const wallet = `protocol=tcps&walletLocation=${encodeURIComponent(folder)}&walletPassword=${wrongPassword}`;
      await expectFailure(`127.0.0.1:${encrypted}/orders?${wallet}`, /wallet cannot be read/, /ewallet\.pem/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('fails where there is no such alias', async () => {
    const folder = encodeURIComponent(tmpdir());
    await expectFailure(`/?connectString=shop_high&configDir=${folder}`, /connectString/, /configDir/);
  });

  async function expectFailure(
    place: string,
    message: RegExp,
    hint: RegExp,
    code = 'CONNECTION_FAILED',
  ): Promise<void> {
    const failure = await connect(`oracle://shop:${encodeURIComponent(secret)}@${place}`).then(
      () => expect.unreachable('there is no database'),
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      name: 'FaultlineError',
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(everythingIn(failure)).not.toMatch(/T0pSecret|T0pSecret%21/);
  }

  function listen(server: Server): Promise<number> {
    servers.push(server);
    server.on('connection', (socket) => sockets.push(socket));
    return portOf(server);
  }
});

async function connect(url: string): Promise<Connection> {
  const engine = await engineFor(url);
  return engine.connect({
    url,
    root: '/',
    readOnly: false,
    connectTimeout: 1,
    statementTimeout: 5,
    lockTimeout: 1,
  });
}

function hold(socket: Socket): Socket {
  return socket.on('error', () => undefined);
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What a listener says that takes the connection, in a version of the protocol. */
function accepted(version: number): Buffer {
  const packet = Buffer.alloc(45);
  packet.writeUInt16BE(packet.length, 0);
  packet[4] = 2;
  packet.writeUInt16BE(version, 8);
  packet.writeUInt16BE(8192, 12);
  packet.writeUInt16BE(32_767, 14);
  // No services of the advanced networking option.
  packet[23] = 0x08;
  packet.writeUInt32BE(8192, 32);
  packet.writeUInt32BE(65_535, 36);
  return packet;
}

/** What a listener says that refuses the connection. */
function refused(number: number): Buffer {
  const reason = `(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=${number})(ERROR_STACK=(ERROR=(CODE=${number})(EMFI=4))))`;
  const packet = Buffer.alloc(12 + reason.length);
  packet.writeUInt16BE(packet.length, 0);
  packet[4] = 4;
  packet.writeUInt16BE(reason.length, 10);
  packet.write(reason, 12);
  return packet;
}

async function selfSigned(folder: string): Promise<{ readonly key: Buffer; readonly cert: Buffer }> {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=shop.example', '-days', '1'];
  execFileSync(
    certificates,
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject],
    {
      stdio: 'ignore',
    },
  );
  return { key: await readFile(key), cert: await readFile(cert) };
}

/** The error with all that hangs from it. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${String(error)} ${error.stack} ${JSON.stringify(error)} ${error.cause === undefined ? '' : everythingIn(error.cause)}`;
}
