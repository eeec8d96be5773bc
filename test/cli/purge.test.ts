import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDuckDbDatabase } from '../support/engines.ts';
import { at, documentOf, listAt } from './document.ts';
import { refused } from './refusal.ts';
import { hasTerminals } from './shell.ts';
import { lostEmails, openShop, projectFile, scenarioFile, type Shop } from './shop.ts';

describe('faultline purge', () => {
  let shop: Shop;
  let before: string;

  beforeAll(async () => {
    shop = await openShop(await createDuckDbDatabase());
    before = await shop.checksum();
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
  });
  afterAll(() => shop.close());

  const schemas = async () =>
    (await shop.select(`select schema_name as name from duckdb_schemas() where schema_name = 'faultline'`)).length;

  async function applyAndRollBack(): Promise<void> {
    expect((await shop.shell.faultline('apply', '--auto-approve')).code).toBe(0);
    expect((await shop.shell.faultline('rollback', '--all')).code).toBe(0);
  }

  it('refuses what is active, of others, not approved or would overwrite a file, then leaves a certificate that can be checked', async () => {
    const { shell } = shop;
    await shell.faultline('apply', '--auto-approve');
    expect(await refused(shop, 3, [['LEDGER_IN_USE']], 'purge', 'shop', '--yes', 'shop')).toContain('emails-vanish');
    await shell.faultline('rollback', '--all');
    expect(await refused(shop, 3, [['NOT_APPROVED']], 'purge', 'shop')).toContain('--yes shop');
    await refused(shop, 3, [['NOT_APPROVED']], 'purge', 'shop', '--yes', 'yes');
    await shell.write('faultline.yaml', projectFile().replace('acme-dq', 'other-dq'));
    expect(await refused(shop, 3, [['LEDGER_IN_USE']], 'purge', 'shop', '--yes', 'shop')).toContain('acme-dq');
    await shell.write('faultline.yaml', projectFile());
    await shell.write('taken.json', 'mine');
    await refused(shop, 3, [['INVALID_ARGUMENT']], 'purge', 'shop', '--yes', 'shop', '--certificate', 'taken.json');
    expect(await shell.read('taken.json')).toBe('mine');
    await refused(shop, 3, [['INVALID_ARGUMENT']], 'purge', '--yes', 'shop');
    expect((await shell.faultline('purge', 'shop', '--yes', 'shop', '--format', 'markdown')).code).toBe(3);
    expect(await schemas()).toBe(1);

    const printed = await documentOf(shell, 0, 'purge', 'shop', '--yes', 'shop', '--certificate', 'purged.json');
    expect(printed).toEqual(JSON.parse(await shell.read('purged.json')));
    expect(at(printed, 'runs', 0, 'steps', 0, 'comparison')).toEqual({ asBefore: 40, asRun: 0, changed: 0, gone: 0 });
    expect([await schemas(), await shop.checksum()]).toEqual([0, before]);
    expect((await shell.faultline('purge', 'shop', '--yes', 'shop')).stdout).toContain('nothing of Faultline in shop');
  });

  it('checks a certificate by itself and against the tables', async () => {
    const { shell } = shop;
    const whole = await shell.read('purged.json');
    expect((await shell.faultline('purge', '--verify', 'purged.json')).stdout).toContain('1 run, 1 table');
    expect((await shell.faultline('purge', '--verify', 'purged.json', 'shop')).stdout).toContain('as certified');
    await shop.sql(`update customers set email = 'x' where id = 7`);
    const differing = await documentOf(shell, 1, 'purge', '--verify', 'purged.json', 'shop');
    expect(listAt(differing, 'tables')).toEqual([{ table: 'main.customers', is: 'rows' }]);
    await shop.sql(`update customers set email = 'customer7@shop.example' where id = 7`);
    await shell.write('edited.json', whole.replace('"asBefore": 40', '"asBefore": 41'));
    expect(await refused(shop, 3, [['INVALID_CERTIFICATE']], 'purge', '--verify', 'edited.json')).toContain('edited');
    await refused(shop, 3, [['INVALID_CERTIFICATE']], 'purge', '--verify', 'faultline.yaml');
    await refused(shop, 3, [['FILE_NOT_FOUND']], 'purge', '--verify', 'nowhere.json');
  });

  it.skipIf(!hasTerminals)('asks on a terminal for the name of the target, and takes nothing else', async () => {
    shop.shell.env['COLUMNS'] = '120';
    await applyAndRollBack();
    const answered = async (answer: string) => {
      const running = shop.shell.onTerminal('purge', 'shop', '--no-color');
      await running.says(/Type the name of the target, shop, to purge it: /u);
      running.child.stdin.write(`${answer}\r`);
      return running.ended;
    };
    const no = await answered('yes');
    expect([no.code, await schemas()]).toEqual([3, 1]);
    const { code, stdout } = await answered('shop');
    expect([code, await schemas()]).toEqual([0, 0]);
    expect(stdout).toMatch(/emails-vanish +rolled back .* 40 rows as before/u);
    expect(stdout).toContain('Dropped the ledger, its schema and 1 snapshot of shop.');
    expect(stdout).toContain('the next apply injects every scenario that is still there');
  });
});
