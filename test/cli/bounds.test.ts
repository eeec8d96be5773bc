import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEngines } from '../support/engines.ts';
import { at, documentOf } from './document.ts';
import { lostEmails, openShop, scenarioFile, type Shop } from './shop.ts';

describe.each(testEngines)('a saved plan of a living table, as a person applies it, on $name', (engine) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop(await engine.createDatabase(), 'environment: test\napproval: bounds');
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('lost-emails', [lostEmails]));
  });
  afterAll(() => shop.close());

  const arrive = (from: number, to: number) =>
    shop.sql(
      `insert into customers select i, 'Customer ' || i, 'customer' || i || '@shop.example', 'DE', null from generate_series(${from}, ${to}) as g(i)`,
    );

  it('is applied with as many rows as there are, beside those that were approved, or refused', async () => {
    const { shell } = shop;
    expect((await shell.faultline('plan', '--out', 'plan.json')).code).toBe(0);
    await arrive(1001, 1200);
    const refused = await shell.faultline('apply', 'plan.json');
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain(
      '"emails": 40 rows when approved, 60 now: more than 20 % apart; nothing was changed',
    );
    await shop.sql('delete from customers where id > 1050');
    const applied = await documentOf(shell, 0, 'apply', 'plan.json');
    expect(at(applied, 'targets', 0, 'injected', 0)).toMatchObject({
      scenario: 'lost-emails',
      rows: 45,
      approvedRows: 40,
    });
  });
});
