import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDuckDbDatabase } from '../support/engines.ts';
import { at, documentOf, listAt } from './document.ts';
import { refused } from './refusal.ts';
import { farTotals, lostEmails, openShop, scenarioFile, type Shop } from './shop.ts';

describe('faultline grants', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop(await createDuckDbDatabase());
  });
  afterAll(() => shop.close());

  it('says where there are no users that there is nothing to grant, and refuses tables that are not there', async () => {
    const { stdout } = await shop.shell.faultline('grants', 'shop', '--tables', 'orders');
    expect(stdout.split('\n').every((line) => line === '' || line.startsWith('-- '))).toBe(true);
    expect(stdout).toContain('DuckDB has no users');
    expect(await refused(shop, 3, [['UNKNOWN_TABLE']], 'grants', 'shop', '--tables', 'oders')).toContain('"orders"');
  });

  it('covers the tables of the scenarios of the target, each with what its steps do, without a look into the target', async () => {
    const { shell } = shop;
    shell.env['SHOP_URL'] = 'postgres://nobody@127.0.0.1:1/none';
    const copies = '{id: copies, anomaly: duplicate-row, table: sales.orders, during: all}';
    const inSales = (step: string) => step.replace('table: ', 'table: sales.');
    await shell.write('scenarios/a.yaml', scenarioFile('a', [inSales(lostEmails), inSales(farTotals), copies]));
    const document = await documentOf(shell, 0, 'grants', 'shop', '--offline', '--user', 'dq');
    const statements = listAt(document, 'grants').map((grant) => String(at(grant, 'statement')));
    expect(statements).toContain('grant select, update on "sales"."customers" to "dq";');
    expect(statements).toContain('grant select, insert, update, delete on "sales"."orders" to "dq";');
    expect(statements.filter((each) => each.includes('alter table'))).toEqual([]);
    const read = await shell.faultline('grants', 'shop', '--offline', '--user', 'dq', '--read-only');
    expect(read.stdout).toContain('grant select on "sales"."orders" to "dq";');
    expect(read.stdout).not.toMatch(/\b(insert|update|delete|create on)\b/u);
    expect((await shell.faultline('grants', 'shop', '--offline')).stdout).toContain('to "nobody"');
    shell.env['SHOP_URL'] = 'mariadb://ann@127.0.0.1:1/none';
    const maria = await shell.faultline('grants', 'shop', '--offline');
    expect(maria.stdout).toContain('What ann needs to plan, apply and roll back in target shop (MariaDB).');
    expect((await shell.faultline('plan')).stderr).toContain('MariaDB: nothing listens');
    shell.env['SHOP_URL'] = 'postgres://127.0.0.1:1/none';
    await refused(shop, 3, [['INVALID_ARGUMENT']], 'grants', 'shop', '--offline');
    await refused(shop, 3, [['INVALID_ARGUMENT']], 'grants', 'shop', '--offline', '--user', 'dq', '--tables', 'orders');
  });
});
