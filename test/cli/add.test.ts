import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDuckDbDatabase } from '../support/engines.ts';
import { at, documentOf } from './document.ts';
import { refused } from './refusal.ts';
import { openShop, projectFile, type Shop } from './shop.ts';

describe('faultline add', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop(await createDuckDbDatabase());
  });
  afterAll(() => shop.close());

  it('writes a scenario file and says what comes next, adds to it, and overwrites nothing', async () => {
    const { shell } = shop;
    const first = await shell.faultline('add', 'null-spike', 'shop.customers.email', '--volume', '5 rows');
    const path = 'scenarios/customers-email-null-spike.yaml';
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toContain(`Wrote ${path}`);
    expect(first.stdout).toContain(`Next: faultline plan ${path}`);
    const before = await shell.read(path);
    expect(before).toMatch(/^# yaml-language-server: \$schema=.*scenario\.v1\.json\n/u);
    const noted = `${before}    # ours\n`;
    await shell.write(path, noted);
    const added = await documentOf(shell, 0, 'add', 'outlier', 'orders.total', '--scenario', path, '--step', 'far');
    expect(added).toMatchObject({ path, isNew: false, isWritten: true, step: 'far' });
    expect((await shell.read(path)).startsWith(noted)).toBe(true);
    // The name that it would get is taken by now.
    expect((await shell.faultline('add', 'null-spike', 'customers.email')).stdout).toContain(
      'Wrote scenarios/customers-email-null-spike-2.yaml',
    );
    expect((await shell.faultline('validate')).stdout).toContain('Valid: 2 scenarios, 3 steps');
    expect((await shell.faultline('plan', path)).stdout).toContain('1 inject');
  });

  it('writes nothing where it prints or refuses', async () => {
    const { shell } = shop;
    await shell.remove('scenarios');
    await shell.write('scenarios/broken.yaml', 'steps: [\n');
    const printed = await shell.faultline('add', 'typo', 'customers.name', '--print', '--name', 'typos');
    expect(printed.stdout).toMatch(/^# yaml-language-server/u);
    expect(await refused(shop, 3, [['UNKNOWN_COLUMN']], 'add', 'typo', 'customers.nmae')).toContain('"name"');
    expect(await refused(shop, 3, [['UNKNOWN_TABLE']], 'add', 'typo', 'costumers.name')).toContain('"customers"');
    expect(await refused(shop, 3, [['UNKNOWN_ANOMALY']], 'add', 'tpyo', 'customers.name')).toContain('"typo"');
    await refused(shop, 3, [['UNSUITABLE_COLUMN']], 'add', 'typo', 'orders.total');
    await shell.write('faultline.yaml', projectFile('environment: test\nprotect: [main.orders]'));
    await refused(shop, 3, [['PROTECTED_TABLE']], 'add', 'outlier', 'orders.total');
    await shell.write('faultline.yaml', projectFile());
    expect((await shell.faultline('add', 'outlier', 'orders.total', '--format', 'markdown')).code).toBe(3);
    await refused(shop, 3, [['FILE_NOT_FOUND']], 'add', 'typo', 'customers.name', '--scenario', 'nowhere');
    await refused(
      shop,
      3,
      [['INVALID_YAML', 'scenarios/broken.yaml:2']],
      'add',
      'typo',
      'customers.name',
      '--scenario',
      'scenarios/broken.yaml',
    );
    await refused(shop, 3, [['INVALID_ARGUMENT']], 'add', 'typo', 'customers.name', '--scenario', 'elsewhere/a.yaml');
    expect(await shell.run('ls', 'scenarios')).toBe('broken.yaml\n');
  });

  it('takes the target from --target, or from the scenario that it adds to, where there are several', async () => {
    const { shell } = shop;
    await shell.write('faultline.yaml', `${projectFile()}  crm:\n    url: duckdb:crm.db\n    environment: test\n`);
    const add = ['add', 'typo', 'sales.people.name', '--offline'];
    const first = await documentOf(shell, 0, ...add, '--target', 'crm', '--name', 'of-crm');
    expect(at(first, 'text')).toContain('target: crm\n');
    expect(await documentOf(shell, 0, ...add, '--scenario', 'of-crm')).toMatchObject({ isNew: false });
    await refused(shop, 3, [['INVALID_ARGUMENT']], 'add', 'typo', 'shop.sales.people.name', '--target', 'crm');
    await shell.remove('scenarios/of-crm.yaml');
    await shell.write('faultline.yaml', projectFile());
  });

  it('asks no database where it is told to stay offline', async () => {
    shop.shell.env['SHOP_URL'] = 'postgres://nobody@127.0.0.1:1/none';
    const { code, stdout } = await shop.shell.faultline('add', 'typo', 'shop.sales.people.name', '--offline');
    expect([code, stdout]).toEqual([0, expect.stringContaining('table: sales.people')]);
  });
});
