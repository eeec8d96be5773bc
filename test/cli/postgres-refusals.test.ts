import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresDatabase } from '../support/engines.ts';
import { refused, type Refusal } from './refusal.ts';
import { lostEmails, openShop, scenarioFile, type Shop } from './shop.ts';

describe('what a PostgreSQL server refuses', () => {
  let shop: Shop;
  let before: string;
  /** A user who may read only. */
  const reader = `reader_${randomBytes(4).toString('hex')}`;

  beforeAll(async () => {
    shop = await openShop(await createPostgresDatabase());
    await shop.sql(
      `create role ${reader} login password 'may-read'`,
      `grant select on all tables in schema public to ${reader}`,
    );
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    before = await shop.checksum();
  });
  afterEach(async () => {
    shop.shell.env['SHOP_URL'] = shop.database.url;
    expect(await shop.checksum(), 'nothing was changed').toBe(before);
  });
  afterAll(async () => {
    await shop.sql(`drop owned by ${reader}`, `drop role ${reader}`);
    await shop.close();
  });

  const apply = (exitCode: number, problems: readonly Refusal[], ...words: readonly string[]) =>
    refused(shop, exitCode, problems, 'apply', '--auto-approve', ...words);

  /** The URL of the commands to come differs by these parts. */
  function pointAt(parts: Partial<Record<'port' | 'username' | 'password' | 'pathname', string>>): void {
    shop.shell.env['SHOP_URL'] = Object.assign(new URL(shop.database.url), parts).href;
  }

  it('a server that is not there, a database that is not there, a wrong password', async () => {
    pointAt({ port: '1' });
    expect(await apply(1, [['CONNECTION_FAILED']])).toContain('target "shop"');
    pointAt({ pathname: '/no_such_shop' });
    await apply(1, [['CONNECTION_FAILED']]);
    pointAt({ password: 'wrong' });
    expect(await apply(1, [['AUTHENTICATION_FAILED']])).not.toContain('wrong');
    delete shop.shell.env['SHOP_URL'];
    expect(await apply(3, [['UNRESOLVED_SECRET']])).toContain('SHOP_URL');
  });

  it('a user who lacks a privilege is told which grant is missing', async () => {
    pointAt({ username: reader, password: 'may-read' });
    expect(await apply(1, [['PERMISSION_DENIED']])).toContain(`grant update on public.customers to ${reader}`);
    await shop.sql(`grant update on customers to ${reader}`);
    const told = await apply(1, [['PERMISSION_DENIED']]);
    expect(told).toContain(`grant create on database ${new URL(shop.database.url).pathname.slice(1)} to ${reader}`);
    expect(told).toContain('nothing was changed');
    expect(told).toContain('faultline grants shop');
  });

  it('a read-only database stays read-only', async () => {
    const name = new URL(shop.database.url).pathname.slice(1);
    await shop.sql(`alter database ${name} set default_transaction_read_only = on`);
    await apply(1, [['READ_ONLY_DATABASE']]);
    const client = new pg.Client({ connectionString: shop.database.url });
    await client.connect();
    await client.query('set default_transaction_read_only = off');
    await client.query(`alter database ${name} reset default_transaction_read_only`);
    await client.end();
  });

  it('a table that others hold locked is waited for no longer than --lock-timeout', async () => {
    const other = new pg.Client({ connectionString: shop.database.url });
    await other.connect();
    try {
      await other.query('begin');
      await other.query('lock table customers in exclusive mode');
      await apply(5, [['LOCKED']], '--lock-timeout', '0.5');
      await other.query('lock table customers in access exclusive mode');
      await apply(5, [['LOCKED', 'scenarios/emails.yaml:6']], '--lock-timeout', '0.5');
    } finally {
      await other.end();
    }
    expect((await shop.shell.faultline('recover')).stdout).toBe('shop: nothing was left open.\n');
  });

  it('another Faultline at work is waited for no longer than --lock-timeout', async () => {
    const other = new pg.Client({ connectionString: shop.database.url });
    await other.connect();
    try {
      await other.query('begin');
      await other.query('update faultline.ledger set held_at = held_at');
      await apply(5, [['LOCKED']], '--lock-timeout', '0.5');
      await refused(shop, 5, [['LOCKED']], 'rollback', '--all', '--lock-timeout', '0.5');
      await refused(shop, 5, [['LOCKED']], 'recover', '--lock-timeout', '0.5');
    } finally {
      await other.end();
    }
  });

  it('a server that has no space left says so', async () => {
    const user = new URL(shop.database.url).username;
    const name = new URL(shop.database.url).pathname.slice(1);
    const settings = ['temp_file_limit', 'work_mem'];
    await shop.sql(...settings.map((setting) => `alter role ${user} in database ${name} set ${setting} = '64kB'`));
    const large = '(select count(*) from generate_series(1, 100000) as g(i)) > 0';
    await shop.shell.write(
      'scenarios/emails.yaml',
      scenarioFile('emails-vanish', [lostEmails.replace('}', `, where: "${large}"}`)]),
    );
    await apply(1, [['DISK_FULL', 'scenarios/emails.yaml:6']]);
    await shop.sql(...settings.map((setting) => `alter role ${user} in database ${name} reset ${setting}`));
  });
});
