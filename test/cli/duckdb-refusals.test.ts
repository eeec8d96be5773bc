import { chmod } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDuckDbDatabase } from '../support/engines.ts';
import { refused, type Refusal } from './refusal.ts';
import { lostEmails, openShop, scenarioFile, type Shop } from './shop.ts';

describe('what a DuckDB file refuses', () => {
  let shop: Shop;
  let before: string;
  let file: string;

  beforeAll(async () => {
    shop = await openShop(await createDuckDbDatabase());
    file = shop.database.url.slice('duckdb:'.length);
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    before = await shop.checksum();
  });
  afterEach(async () => {
    shop.shell.env['SHOP_URL'] = shop.database.url;
    expect(await shop.checksum(), 'nothing was changed').toBe(before);
  });
  afterAll(() => shop.close());

  const apply = (exitCode: number, problems: readonly Refusal[], ...words: readonly string[]) =>
    refused(shop, exitCode, problems, 'apply', '--auto-approve', ...words);

  it('a file that is not there is not made, and one that is no database is not touched', async () => {
    shop.shell.env['SHOP_URL'] = 'duckdb:nowhere.duckdb';
    await apply(1, [['CONNECTION_FAILED']]);
    shop.shell.env['SHOP_URL'] = 'duckdb:faultline.yaml';
    await apply(1, [['CONNECTION_FAILED']]);
    expect(await shop.shell.read('faultline.yaml')).toContain('acme-dq');
    await expect(shop.shell.read('nowhere.duckdb')).rejects.toThrow('ENOENT');
  });

  it('a file that another process has open is waited for no longer than --lock-timeout', async () => {
    const other = await shop.database.connect();
    await apply(5, [['LOCKED']], '--lock-timeout', '0.5');
    await other.close();
  });

  it.skipIf(process.getuid?.() === 0)(
    'a file that this user may not write stays as it is (root may write everything)',
    async () => {
      await chmod(file, 0o444);
      await apply(1, [['PERMISSION_DENIED']]);
      await chmod(file, 0o644);
    },
  );
});
