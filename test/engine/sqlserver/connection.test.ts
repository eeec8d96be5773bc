import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { engineFor } from '../../../src/engine/index.ts';
import type { Connection } from '../../../src/model/engine.ts';
import { loginRefused, preloginAnswer } from './tds.ts';

const secret = 'T0pSecret!';

/** The real driver, against listeners that are no databases. */
describe('a connection to SQL Server', () => {
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  it('fails by a port where nothing listens', async () => {
    await expectFailure(`127.0.0.1:${await freePort()}/shop`, /nothing listens/, /port/);
  });

  it('fails by a host that does not exist', async () => {
    await expectFailure('no.such.host.invalid/shop', /host name is unknown/, /host/);
  });

  it('fails where a web server answers', async () => {
    const port = await listen(createHttpServer((_request, response) => response.end('welcome to the shop')));
    await expectFailure(`127.0.0.1:${port}/shop`, /speaks no TDS/, /port/);
  });

  it('fails where the server hangs up', async () => {
    const port = await listen(createServer((socket) => socket.destroy()));
    await expectFailure(`127.0.0.1:${port}/shop`, /speaks no TDS/, /port/);
  });

  it('fails in time where the server says nothing', async () => {
    const port = await listen(createServer(hold));
    await expectFailure(`127.0.0.1:${port}/shop`, /does not answer/, /firewall/);
  });

  it('fails in time where the server says nothing after the greeting', async () => {
    const port = await listen(tdsServer('cannot encrypt', undefined));
    await expectFailure(`127.0.0.1:${port}/shop?encrypt=false`, /does not answer/, /firewall/);
  });

  it('fails where the server cannot encrypt, before it sends the password', async () => {
    const said: Buffer[] = [];
    const server = tdsServer('cannot encrypt', loginRefused(18456, "Login failed for user 'shop'."));
    server.on('connection', (socket) => socket.on('data', (chunk) => said.push(chunk)));
    await expectFailure(`127.0.0.1:${await listen(server)}/shop`, /no encrypted connection/, /encrypt/);
    expect(said).toHaveLength(1);
  });

  it('fails where the server has to encrypt and may not', async () => {
    const port = await listen(tdsServer('must encrypt', undefined));
    await expectFailure(`127.0.0.1:${port}/shop?encrypt=false`, /requires encryption/, /encrypt=false/);
  });

  it('fails where the server speaks no TLS from the start, and where its certificate is not trusted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faultline-sqlserver-'));
    try {
      const { key, cert, path } = await selfSigned(folder);
      const plain = await listen(createServer((socket) => hold(socket).once('data', () => socket.end('no'))));
      const encrypted = await listen(createTlsServer({ key, cert }).on('tlsClientError', () => undefined));
      await expectFailure(`127.0.0.1:${plain}/shop?encrypt=strict`, /no encrypted connection/, /encrypt/);
      await expectFailure(
        `127.0.0.1:${encrypted}/shop?encrypt=strict`,
        /certificate .* not trusted/,
        /trustServerCertificate/,
      );
      const trusted = `encrypt=strict&ca=${encodeURIComponent(path)}`;
      await expectFailure(`127.0.0.1:${encrypted}/shop?${trusted}`, /certificate .* not trusted/, /serverName/);
      await expectFailure(
        `127.0.0.1:${encrypted}/shop?${trusted}&serverName=shop.example`,
        /does not answer/,
        /firewall/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('fails where the server knows no such user', async () => {
    const port = await listen(tdsServer('cannot encrypt', loginRefused(18456, "Login failed for user 'shop'.")));
    await expectFailure(`127.0.0.1:${port}/shop?encrypt=false`, /Login failed/, /password/, 'AUTHENTICATION_FAILED');
  });

  it('fails where the server has no such database', async () => {
    const port = await listen(
      tdsServer('cannot encrypt', loginRefused(4060, 'Cannot open database "shop" requested by the login.')),
    );
    await expectFailure(`127.0.0.1:${port}/shop?encrypt=false`, /Cannot open database/, /database/);
  });

  it('fails where the named instance cannot be looked up', async () => {
    await expectFailure('127.0.0.1/shop?instance=sales', /instance is not found/, /Browser/);
  });

  async function expectFailure(
    place: string,
    message: RegExp,
    hint: RegExp,
    code = 'CONNECTION_FAILED',
  ): Promise<void> {
    const failure = await connect(`sqlserver://shop:${encodeURIComponent(secret)}@${place}`).then(
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
  return engine.connect({ url, root: '/', readOnly: false, connectTimeout: 1, statementTimeout: 5, lockTimeout: 1 });
}

/** Answers the greeting, and then the login, as SQL Server would; with nothing where there is no answer. */
function tdsServer(encryption: Parameters<typeof preloginAnswer>[0], answer: Buffer | undefined): Server {
  return createServer((socket) => {
    hold(socket).once('data', () => {
      socket.write(preloginAnswer(encryption));
      socket.once('data', () => answer && socket.write(answer));
    });
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

async function selfSigned(
  folder: string,
): Promise<{ readonly key: Buffer; readonly cert: Buffer; readonly path: string }> {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=shop.example', '-addext', 'subjectAltName=DNS:shop.example', '-days', '1'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  });
  return { key: await readFile(key), cert: await readFile(cert), path: cert };
}

/** The error with all that hangs from it. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${String(error)} ${error.stack} ${JSON.stringify(error)} ${error.cause === undefined ? '' : everythingIn(error.cause)}`;
}
