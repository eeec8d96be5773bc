import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEngines } from '../support/engines.ts';
import { at, documentOf, listAt } from './document.ts';
import { lostEmails, openShop, scenarioFile, type Shop } from './shop.ts';

describe.each(testEngines)('scripts, as a person asks for them, on $name', (engine) => {
  let shop: Shop;
  let before: string;

  beforeAll(async () => {
    shop = await openShop(await engine.createDatabase());
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('lost-emails', [lostEmails]));
    before = await shop.checksum();
  });
  afterAll(() => shop.close());

  const json = (code: number, ...words: readonly string[]) => documentOf(shop.shell, code, ...words);

  it('plan --sql and rollback --sql write what a driver runs as well, and change nothing themselves', async () => {
    const { stdout, code } = await shop.shell.faultline('plan', '--sql');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^-- Target shop: (PostgreSQL|DuckDB) .*For (psql|duckdb)\./);
    expect(stdout).toContain('-- Scenario "lost-emails", step "emails": null-spike on');
    expect(await shop.checksum()).toBe(before);

    const script = await json(0, 'plan', '--sql');
    await shop.sql(...listAt(script, 'targets', 0, 'statements').map(String));
    expect(await shop.checksum()).not.toBe(before);
    expect(listAt(await json(0, 'status'), 'targets', 0, 'active')).toMatchObject([{ scenario: 'lost-emails' }]);
    expect(at(await json(0, 'plan'), 'targets', 0, 'actions', 0, 'action')).toBe('keep');

    const { stdout: said } = await shop.shell.faultline('rollback', '--all', '--sql', '--out', 'back.sql');
    expect(said).toBe('Saved: back.sql\n');
    expect(await shop.shell.read('back.sql')).toContain('of scenario "lost-emails".');
    const back = await json(0, 'rollback', 'lost-emails', '--sql');
    await shop.sql(...listAt(back, 'targets', 0, 'statements').map(String));
    expect(await shop.checksum()).toBe(before);
    expect((await shop.shell.faultline('rollback', '--all', '--sql')).stdout).toContain('-- Nothing to do.');
    expect((await shop.shell.faultline('rollback', '--all', '--out', 'back.sql')).code).toBe(3);
  });
});
