import { describe, expect, it } from 'vitest';
import { readUrl } from '../../../src/engine/oracle/url.ts';

describe('a URL of Oracle', () => {
  it.each([
    [
      'oracle://shop:secret@db.shop.example/orders',
      '(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=db.shop.example)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=orders)))',
    ],
    [
      'oracle://shop:secret@db:1522/?sid=ORCL',
      '(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=db)(PORT=1522))(CONNECT_DATA=(SID=ORCL)))',
    ],
    [
      'oracle://shop:secret@[::1]:2484/orders.shop.example?protocol=tcps',
      '(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST=::1)(PORT=2484))(CONNECT_DATA=(SERVICE_NAME=orders.shop.example)))',
    ],
    ['oracle://shop:secret@/?connectString=shop_high', 'shop_high'],
    ['oracle://shop:secret@?connectString=%28DESCRIPTION%3D%E2%80%A6%29', '(DESCRIPTION=…)'],
  ])('%s leads to %s', (url, connectString) => {
    expect(readUrl(url, '/project')).toEqual({ user: 'shop', password: 'secret', connectString });
  });

  it('may hold any character in encoded form', () => {
    expect(readUrl('oracle://proxy%5Bshop%5D:p%40ss%2F%3F%26%25@db/orders', '/')).toMatchObject({
      user: 'proxy[shop]',
      password: 'p@ss/?&%',
    });
  });

  it('takes wallets and certificates, folders from the one of the project', () => {
    const url =
      'oracle://shop:secret@db/orders?protocol=TCPS&walletLocation=wallet&walletPassword=w%26&sslServerDNMatch=false&sslServerCertDN=CN%3Dshop&configDir=/etc/tns';
    expect(readUrl(url, '/project')).toMatchObject({
      walletLocation: '/project/wallet',
      walletPassword: 'w&',
      sslServerDNMatch: false,
      sslServerCertDN: 'CN=shop',
      configDir: '/etc/tns',
    });
  });

  it.each([
    ['an option that nobody knows', 'oracle://shop:secret@db/orders?sslmode=require', /"sslmode"/],
    ['an option that may be part of a password', 'oracle://shop:12?secret@db/orders', /an option that is not known/],
    ['a slash in the password', 'oracle://shop:sec/ret@db/orders', /cannot be read/],
    ['a question mark in the password', 'oracle://shop:sec?ret@db/orders', /an option that is not known/],
    ['half an encoding', 'oracle://shop:secret%@db/orders', /cannot be read/],
    ['neither service nor sid', 'oracle://shop:secret@db', /cannot be read/],
    ['both', 'oracle://shop:secret@db/orders?sid=ORCL', /cannot be read/],
    ['a host beside a connect string', 'oracle://shop:secret@db/?connectString=shop', /cannot be read/],
    ['a service that closes its parenthesis', 'oracle://shop:secret@db/orders)(SID=x', /cannot be read/],
    ['a protocol of its own', 'oracle://shop:secret@db/orders?protocol=ipc', /cannot be read/],
    ['a port that is none', 'oracle://shop:secret@db:many/orders', /cannot be read/],
    ['neither yes nor no', 'oracle://shop:secret@db/orders?sslServerDNMatch=perhaps', /cannot be read/],
  ])('is refused without being shown where it has %s', (_what, url, message) => {
    const failure = caught(() => readUrl(url, '/'));
    expect(failure).toMatchObject({ code: 'CONNECTION_FAILED', message: expect.stringMatching(message) });
    expect(String(failure)).not.toMatch(/secret|ret@/);
  });

  it.each(['oracle://db/orders', 'oracle://shop@db/orders', 'oracle://:secret@db/orders'])(
    'needs user and password: %s',
    (url) => {
      expect(caught(() => readUrl(url, '/'))).toMatchObject({ code: 'AUTHENTICATION_FAILED' });
    },
  );
});

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
