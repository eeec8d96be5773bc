import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duckdb } from '../support/engines.ts';
import { lostEmails, openShop, scenarioFile, type Shop } from './shop.ts';

describe('a changed scenario, as reports show it', () => {
  let shop: Shop;
  const file = (volume: string) =>
    scenarioFile('emails-vanish', [lostEmails.replace('during: all', `during: all, volume: ${volume}`)]);

  beforeAll(async () => {
    shop = await openShop(await duckdb.createDatabase());
    await shop.shell.write('scenarios/emails.yaml', file('5%'));
  });
  afterAll(() => shop.close());

  it('apply prints the plan and then what it did', async () => {
    const { code, stdout } = await shop.shell.faultline('apply', '--auto-approve', '--format', 'markdown');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^## Faultline: 1 inject in `shop`, 20 rows changed\n/);
    expect(stdout).toMatch(
      /\n## Faultline: done: 1 injected, 20 rows changed\n\n- injected `emails-vanish` into `shop`: 20 rows \(run `\w+`\)\n$/,
    );
  });

  it('plan shows a terminal the lines of the file that changed', async () => {
    await shop.shell.write('scenarios/emails.yaml', file('10%'));
    const { stdout } = await shop.shell.faultline('plan');
    const step = '  - {id: emails, anomaly: null-spike, table: customers, column: email, ';
    expect(stdout).toContain(`\n    file     -${step}`);
    expect(stdout).toContain(`\n             +${step}`);
  });
});
