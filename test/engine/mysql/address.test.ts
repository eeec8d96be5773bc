import { createServer, type AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAddress } from '../../../src/engine/mysql/address.ts';
import type { Connection } from '../../../src/model/engine.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { rows } from '../../support/statements.ts';
import { describeFamily } from './family.ts';

describe('the URL of a MySQL server', () => {
  it('names host, port, user, password and database, each with its own escapes', () => {
    const { target, isEncryptionOptional } = readAddress('mysql://ann%40shop:p%2Fw%3A@db.example:3307/my%20shop', '/');
    expect(target).toEqual({
      host: 'db.example',
      port: 3307,
      user: 'ann@shop',
      password: 'p/w:',
      database: 'my shop',
    });
    expect(isEncryptionOptional).toBe(true);
    expect(readAddress('mariadb://ann@[::1]/shop', '/').target).toMatchObject({
      host: '::1',
      port: 3306,
      password: '',
    });
    expect(readAddress('mysql://ann@localhost/shop?socket=/run/mysqld.sock', '/').target).toMatchObject({
      socketPath: '/run/mysqld.sock',
    });
  });

  it.each([
    ['disabled', undefined, false],
    ['PREFERRED', { rejectUnauthorized: false }, true],
    ['required', { rejectUnauthorized: false }, false],
    ['verify-ca', { rejectUnauthorized: true }, false],
    ['VERIFY_IDENTITY', { rejectUnauthorized: true, verifyIdentity: true }, false],
  ])('asks for encryption by ssl-mode=%s', (mode, encryption, isOptional) => {
    const address = readAddress(`mysql://ann@host/shop?ssl-mode=${mode}`, '/');
    expect(address.encryption).toEqual(encryption);
    expect(address.isEncryptionOptional).toBe(isOptional);
  });

  it('reads certificates from files beside faultline.yaml', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faultline-certificates-'));
    await writeFile(join(folder, 'ca.pem'), 'authority');
    const url = 'mysql://ann@host/shop?ssl-mode=verify-ca&ssl-ca=ca.pem';
    expect(readAddress(url, folder).encryption).toEqual({ rejectUnauthorized: true, ca: 'authority' });
    await rm(folder, { recursive: true });
    expect(() => readAddress(url, folder)).toThrow(expect.objectContaining({ code: 'CONNECTION_FAILED' }));
  });

  it.each([
    ['mysql://user:s3cret@:x/y', 'CONNECTION_FAILED'],
    ['mysql://user:s3c%ret@127.0.0.1/x', 'CONNECTION_FAILED'],
    ['mysql://user:s3cret@127.0.0.1', 'CONNECTION_FAILED'],
    ['mysql://user:s3cret@127.0.0.1/shop?sslmode=require', 'UNSUPPORTED'],
    ['mysql://user:s3cret@127.0.0.1/shop?ssl-mode=verify-full', 'UNSUPPORTED'],
  ])('is explained without its secret where it cannot be read', (url, code) => {
    const reading = () => readAddress(url, '/');
    expect(reading).toThrow(expect.objectContaining({ code, hint: expect.any(String) }));
    expect(reading).not.toThrow(/s3c/);
  });
});

describeFamily('reaching $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  const changed = (change: (url: URL) => void): string => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };

  it.each([
    ['a wrong password', { username: 'nobody', password: 'wrong-s3cret' }, 'AUTHENTICATION_FAILED', /nobody/],
    ['an unknown database', { pathname: '/nowhere' }, 'CONNECTION_FAILED', /nowhere/],
    ['a port where nothing listens', { port: '1' }, 'CONNECTION_FAILED', /nothing listens/],
    ['an unknown host', { hostname: 'shop.invalid' }, 'CONNECTION_FAILED', /host name/],
    ['a socket that is not there', { search: 'socket=/nowhere/mysqld.sock' }, 'CONNECTION_FAILED', /socket/],
    ['an authority that nobody knows', { search: 'ssl-mode=verify-ca' }, 'CONNECTION_FAILED', /encrypt/],
  ] as const)('explains %s without showing a secret', async (_what, change, code, message) => {
    const error: unknown = await database
      .connect({ url: changed((url) => Object.assign(url, change)) })
      .catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message), hint: expect.any(String) });
    expect(String(error)).not.toMatch(/wrong-s3cret|faultline-test|:\/\//);
  });

  it('encrypts where the server can, and not where it is told not to', async () => {
    const [server] = await rows(connection, "show variables like 'have_ssl'");
    const cipher = async (mode: string) => {
      const session = await database.connect({ url: changed((url) => (url.search = `ssl-mode=${mode}`)) });
      const [row] = await rows(session, "show session status like 'Ssl_cipher'");
      await session.close();
      return row?.['Value'];
    };
    const canEncrypt = engine.name === 'mysql' || server?.['Value'] === 'YES';
    expect((await cipher('preferred')) !== '').toBe(canEncrypt);
    expect(await cipher('disabled')).toBe('');
    if (canEncrypt) expect(await cipher('required')).not.toBe('');
    else await expect(cipher('required')).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
  });

  it('gives up on a server that never answers', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    await expect(
      database.connect({ url: changed((url) => (url.port = String(port))), connectTimeout: 0.3 }),
    ).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
    silent.close();
  });

  it('explains a server that speaks another protocol', async () => {
    const stranger = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const { port } = stranger.address() as AddressInfo;
    const url = changed((each) => (each.port = String(port)));
    await expect(database.connect({ url, connectTimeout: 2 })).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
    stranger.close();
  });
});
