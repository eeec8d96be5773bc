import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logLevels } from '../../src/output/log.ts';
import { createPostgresDatabase } from '../support/engines.ts';
import type { Outcome } from './shell.ts';
import { lostEmails, openShop, projectFile, scenarioFile, type Shop } from './shop.ts';

/** With letters that are written otherwise in a URL, in JSON and in SQL. */
const password = `c4nary-p@ss/wörd"'%`;
/** What no encoding of the password but Base64 changes. */
const canary = /c4nary|YzRuYXJ5|p(?:@|%40)ss(?:\/|%2f)/iu;

const everyCommand: readonly (readonly string[])[] = [
  ['validate'],
  ['inspect'],
  ['inspect', 'shop', 'customers'],
  ['plan', '--out', 'plan.json'],
  ['plan', '--format', 'json'],
  ['plan', '--format', 'markdown'],
  ['apply', 'plan.json'],
  ['status'],
  ['status', '--format', 'json'],
  ['verify', 'emails-vanish'],
  ['show', 'emails-vanish', '--format', 'json'],
  ['labels', 'emails-vanish', '--out', 'labels.csv'],
  ['history', '--format', 'json'],
  ['rollback', 'emails-vanish'],
  ['resume', 'emails-vanish'],
  ['recover'],
];

/** Those that open the database in their own way: to read, to write, to heal. */
const ways = everyCommand
  .filter(([command]) => ['plan', 'apply', 'rollback', 'resume'].includes(command!))
  .filter((words) => !words.includes('--format'));

describe('the password of a target', () => {
  let shop: Shop;
  const role = `keeper_${randomBytes(4).toString('hex')}`;
  /** Everything that any command has printed. */
  let printed = '';

  beforeAll(async () => {
    shop = await openShop(await createPostgresDatabase());
    await shop.sql(
      `create role ${role} login password '${password.replaceAll("'", "''")}'`,
      `grant all on all tables in schema public to ${role}`,
      `grant create on database ${new URL(shop.database.url).pathname.slice(1)} to ${role}`,
    );
    shop.shell.env['SHOP_PASSWORD'] = password;
    await shop.shell.write('password', `${password}\n`);
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
  });
  afterAll(async () => {
    await shop.sql(`drop owned by ${role} cascade`, `drop role ${role}`);
    await shop.close();
  });

  /** The URL of the database with a reference, or whatever is given, in the place of its password. */
  function urlWith(secret: string, change: (url: URL) => void = () => {}): string {
    const url = new URL(shop.database.url);
    Object.assign(url, { username: role, password: '' });
    change(url);
    return url.href.replace('@', () => `:${secret}@`);
  }

  async function use(url: string): Promise<void> {
    await shop.shell.write(
      'faultline.yaml',
      projectFile().replace('${env:SHOP_URL}', () => JSON.stringify(url)),
    );
  }

  async function type(...words: readonly string[]): Promise<Outcome> {
    const outcome = await shop.shell.faultline(...words);
    printed += outcome.stdout + outcome.stderr;
    return outcome;
  }

  /** Neither printed nor in any file of the folder but its own, nor in any row of the ledger. */
  async function expectHidden(): Promise<void> {
    expect(printed).not.toMatch(canary);
    for (const path of await readdir(shop.shell.folder, { recursive: true, withFileTypes: true })) {
      if (!path.isFile() || path.name === 'password') continue;
      expect(await readFile(join(path.parentPath, path.name), 'utf8'), path.name).not.toMatch(canary);
    }
    const tables = await shop.select(
      `select table_name from information_schema.tables where table_schema = 'faultline'`,
    );
    expect(tables.length).toBeGreaterThan(2);
    for (const { table_name: name } of tables) {
      const rows = await shop.select(`select cast(t as text) as text from faultline."${String(name)}" as t`);
      expect(rows.map(({ text }) => text).join('\n'), String(name)).not.toMatch(canary);
    }
  }

  it.each(['${env:SHOP_PASSWORD}', '${file:password}'])(
    'given by %s opens the database and is written nowhere by any command',
    async (reference) => {
      const path = reference.replace('file:', `file:${shop.shell.folder}/`);
      await use(urlWith(path));
      const isFirst = reference.startsWith('${env');
      for (const words of isFirst ? everyCommand : ways) {
        const { code, stderr } = await type(...words, '--log-level', 'debug');
        expect(code, `${words.join(' ')}: ${stderr}`).toBe(0);
      }
      await expectHidden();
    },
  );

  it('is not told by any failure, at any level, in any form', async () => {
    await use(urlWith('${env:SHOP_PASSWORD}', (url) => (url.port = '1')));
    for (const level of logLevels) expect((await type('plan', '--log-level', level, '--format', 'json')).code).toBe(1);
    for (const form of ['pretty', 'json']) {
      expect((await type('plan', '--log-level', 'debug', '--log-format', form)).code).toBe(1);
    }
    const failures = [
      urlWith('${env:SHOP_PASSWORD}', (url) => (url.pathname = '/no_such_shop')),
      urlWith('${env:SHOP_PASSWORD}', (url) => (url.username = 'nobody')),
      urlWith('${env:SHOP_PASSWORD}', (url) => url.searchParams.set('sslmode', 'require')),
      urlWith('${env:SHOP_PASSWORD}').replace('postgres:', 'mongo:'),
      '${env:SHOP_URL}',
    ];
    // A whole URL whose password nobody has encoded.
    shop.shell.env['SHOP_URL'] = urlWith(password);
    for (const url of failures) {
      await use(url);
      expect((await type('plan', '--log-level', 'debug')).code).not.toBe(0);
    }
    await expectHidden();
  });

  it('is not told when the connection is lost in the middle, or the database does not understand', async () => {
    await use(urlWith('${env:SHOP_PASSWORD}'));
    const slow = lostEmails.replace('}', ', where: "pg_sleep(60) is not null"}');
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [slow]));
    const running = shop.shell.start('plan', '--log-level', 'debug');
    for (let tries = 0; tries < 100; tries += 1) {
      const [ended] = await shop.select(
        `select count(pg_terminate_backend(pid)) as ended from pg_stat_activity where usename = '${role}' and wait_event = 'PgSleep'`,
      );
      if (Number(ended!['ended']) > 0) break;
    }
    const lost = await running.ended;
    expect([lost.code, lost.stderr]).toEqual([1, expect.stringContaining('CONNECTION_LOST')]);
    printed += lost.stdout + lost.stderr;
    await shop.shell.write(
      'scenarios/emails.yaml',
      scenarioFile('emails-vanish', [lostEmails.replace('}', ', where: "country = = 1"}')]),
    );
    expect((await type('plan', '--log-level', 'debug', '--log-format', 'json')).code).toBe(3);
    await expectHidden();
  });

  it('is not told by a rollback of a database by its URL, whether it is a reference or not', async () => {
    await shop.shell.remove('faultline.yaml');
    const literal = urlWith(encodeURIComponent(password));
    for (const url of [urlWith('${env:SHOP_PASSWORD}'), literal]) {
      expect((await type('rollback', '--all', '--url', url, '--log-level', 'debug')).code).toBe(0);
    }
    const wrong = literal.replace(/:\d+\//u, ':1/');
    expect((await type('rollback', '--all', '--url', wrong, '--log-level', 'debug', '--format', 'json')).code).toBe(1);
    expect((await type('rollback', '--all', '--url', urlWith(password), '--log-level', 'debug')).code).toBe(1);
    await expectHidden();
  });

  it('as it is in a file, or in the URL that init is given, is refused', async () => {
    await use(urlWith(encodeURIComponent(password)));
    const refused = await type('plan');
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('LITERAL_SECRET')]);
    await shop.shell.remove('faultline.yaml');
    expect((await type('init', '--url', urlWith(password))).stderr).toContain('LITERAL_SECRET');
    await expectHidden();
  });
});
