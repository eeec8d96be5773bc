import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { driverConfig } from '../../../src/engine/sqlserver/url.ts';

function read(url: string, root = '/') {
  return driverConfig({ url, root, readOnly: false, connectTimeout: 10, statementTimeout: 60, lockTimeout: 5 });
}

const user = { userName: 'shop', password: 'p@ss/word' };
const id = 'clientId=c&tenantId=t';

describe('the URL of a SQL Server', () => {
  it('names server, port, database, user and password', () => {
    expect(read('sqlserver://shop:p%40ss%2Fword@db.example:1434/Sh%C3%B6p')).toMatchObject({
      server: 'db.example',
      port: 1434,
      authentication: { type: 'default', options: user },
      options: { database: 'Shöp', encrypt: true, trustServerCertificate: false, appName: 'faultline' },
      connectionTimeout: 10_000,
      requestTimeout: 60_000,
    });
    expect(read('sqlserver://[::1]/shop')).toMatchObject({ server: '::1' });
  });

  it('says how to encrypt and whom to trust', () => {
    const folder = mkdtempSync(join(tmpdir(), 'faultline-url-'));
    writeFileSync(join(folder, 'ca.pem'), 'certificates');
    expect(read('sqlserver://db/shop?encrypt=strict&serverName=db.example&ca=ca.pem', folder).options).toMatchObject({
      encrypt: 'strict',
      serverName: 'db.example',
      cryptoCredentialsDetails: { ca: 'certificates' },
    });
    expect(read('sqlserver://db/shop?encrypt=false&trustServerCertificate=true').options).toMatchObject({
      encrypt: false,
      trustServerCertificate: true,
    });
  });

  it('may name an instance, and a user of Windows', () => {
    const { authentication, options, port } = read('sqlserver://shop:p%40ss%2Fword@db/?instance=sales&domain=ACME');
    expect(options).toMatchObject({ instanceName: 'sales' });
    expect(options).not.toHaveProperty('database');
    expect(port).toBeUndefined();
    expect(authentication).toEqual({ type: 'ntlm', options: { ...user, domain: 'ACME' } });
  });

  it.each([
    ['azure-active-directory-default', '', {}],
    ['azure-active-directory-default', 'clientId=c', { clientId: 'c' }],
    ['azure-active-directory-password', id, { ...user, clientId: 'c', tenantId: 't' }],
    ['azure-active-directory-msi-vm', '', {}],
    ['azure-active-directory-msi-app-service', 'clientId=c', { clientId: 'c' }],
    [
      'azure-active-directory-service-principal-secret',
      `${id}&clientSecret=s`,
      { clientId: 'c', clientSecret: 's', tenantId: 't' },
    ],
    ['azure-active-directory-access-token', 'token=x.y.z', { token: 'x.y.z' }],
  ])('authenticates by %s (%s)', (type, fields, options) => {
    const { authentication } = read(`sqlserver://shop:p%40ss%2Fword@db/shop?authentication=${type}&${fields}`);
    expect(authentication).toEqual({ type, options });
  });

  it.each([
    ['sqlserver://', 'CONNECTION_FAILED', /cannot be read/],
    ['sqlserver:///shop', 'CONNECTION_FAILED', /cannot be read/],
    ['sqlserver://shop:%zz@db/shop', 'CONNECTION_FAILED', /cannot be read/],
    ['sqlserver://db/shop?encript=true', 'INVALID_VALUE', /unknown option "encript"/],
    ['sqlserver://db/shop?encrypt=yes', 'INVALID_VALUE', /value of "encrypt"/],
    ['sqlserver://db/shop?password=hidden', 'INVALID_VALUE', /unknown option "password"/],
    ['sqlserver://db/shop?authentication=magic', 'INVALID_VALUE', /authentication "magic"/],
    ['sqlserver://db/shop?token=x', 'INVALID_VALUE', /unknown option "token"/],
    [
      'sqlserver://db/shop?authentication=azure-active-directory-password&clientId=c',
      'INVALID_VALUE',
      /lacks "tenantId"/,
    ],
    ['sqlserver://db:1433/shop?instance=sales', 'INVALID_VALUE', /port and an instance/],
    ['sqlserver://db/shop?ca=nowhere.pem', 'FILE_NOT_FOUND', /nowhere\.pem/],
  ])('is refused where it reads %s', (url, code, message) => {
    expect(() => read(url)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
    expect(() => read(url)).not.toThrow(/hidden/);
  });
});
