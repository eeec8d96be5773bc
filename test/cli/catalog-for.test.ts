import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDuckDbDatabase } from '../support/engines.ts';
import { at, documentOf } from './document.ts';
import { refused } from './refusal.ts';
import { openShop, scenarioFile, type Shop } from './shop.ts';

describe('faultline catalog --for', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop(await createDuckDbDatabase());
    await shop.sql(
      'alter table orders add column shipped_at timestamp',
      "update orders set shipped_at = ordered_at + (id % 5) * interval '1 hour'",
    );
  });
  afterAll(() => shop.close());

  it('lists what suits a column in order of fit, and a step that plans as it is', async () => {
    const { shell } = shop;
    const { code, stdout, stderr } = await shell.faultline('catalog', '--for', 'shop.main.customers.email');
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^shop\.main\.customers\.email {3}VARCHAR.*looks like e-mail\n/u);
    expect(stdout).toMatch(/1\.00 {3}invalid-pattern +holds e-mail addresses\n/u);
    expect(stdout).not.toContain('@shop.example');
    expect(stdout).toContain('Next:       faultline add invalid-pattern shop.main.customers.email');
    const step = stdout.slice(stdout.indexOf('- id:'), stdout.indexOf('\n\nThe others:'));
    await shell.write('scenarios/copied.yaml', `${scenarioFile('copied', [])}${step.replaceAll(/^/gmu, '  ')}\n`);
    const planned = await shell.faultline('plan', 'scenarios/copied.yaml');
    expect(planned.stdout, planned.stderr).toContain('1 inject');
  });

  it('tells programs and pages, and has a step of each of a table', async () => {
    const { shell } = shop;
    const found = await documentOf(shell, 0, 'catalog', '--for', 'orders');
    expect(found).toMatchObject({ table: 'main.orders', column: null });
    expect(at(found, 'offers', 0)).toMatchObject({
      anomaly: 'stale-table',
      fit: 0.95,
      step: expect.stringMatching(/^- id: stale-table\n/u) as string,
    });
    const page = await shell.faultline('catalog', '--for', 'orders.shipped_at', '--all', '--format', 'markdown');
    expect(page.stdout).toMatch(/^\| 0\.95 \| `order-violation` \| never lies before ordered\\_at \|$/mu);
    expect(page.stdout.match(/^```yaml$/gmu)!.length).toBeGreaterThan(3);
    expect(page.stdout).toContain('    start: ordered_at\n');
  });

  it('refuses what is not there, and names what is', async () => {
    expect(await refused(shop, 3, [['UNKNOWN_COLUMN']], 'catalog', '--for', 'orders.totl')).toContain('"total"');
    expect(await refused(shop, 3, [['UNKNOWN_TABLE']], 'catalog', '--for', 'shop.order')).toContain('orders');
    await refused(shop, 3, [['INVALID_ARGUMENT']], 'catalog', 'typo', '--for', 'orders.total');
  });

  it('add names the other columns that a step needs', async () => {
    const added = await shop.shell.faultline('add', 'order-violation', 'orders.shipped_at', '--print');
    expect(added.stdout, added.stderr).toContain('start: ordered_at');
  });
});
