import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testEngines } from '../support/engines.ts';
import { lostEmails, openShop, projectFile, scenarioFile, type Shop } from './shop.ts';

describe.each(testEngines)('on $name a run whose target was renamed', (engine) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop(await engine.createDatabase());
  });
  afterEach(() => shop.close());

  it('is shown by plan and status, and taken back by its id', async () => {
    const before = await shop.checksum();
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    expect(await shop.shell.faultline('apply', '--auto-approve')).toMatchObject({ code: 0 });
    await shop.shell.write('faultline.yaml', projectFile().replace('  shop:', '  store:'));
    const moved = scenarioFile('emails-vanish', [lostEmails]).replace('target: shop', 'target: store');
    await shop.shell.write('scenarios/emails.yaml', moved);
    const plan = await shop.shell.faultline('plan');
    expect(plan.stdout.replaceAll(/\s+/gu, ' ')).toContain('target "shop" is no longer in faultline.yaml');
    const json = await shop.shell.faultline('plan', '--format', 'json');
    const { warnings } = (JSON.parse(json.stdout) as { targets: { warnings: string[] }[] }).targets[0]!;
    const { stdout } = await shop.shell.faultline('status', '--format', 'json');
    const [active] = (JSON.parse(stdout) as { targets: { active: { id: string; target: string }[] }[] }).targets[0]!
      .active;
    expect(active).toMatchObject({ target: 'shop' });
    expect(warnings).toEqual([
      `scenario "emails-vanish" is active in this database already, as run ${active!.id} of target "shop": a second run would lie on top of it; to take the first back: faultline rollback ${active!.id}`,
    ]);
    expect((await shop.shell.faultline('status')).stdout).toContain(`is of target "shop"`);
    await shop.shell.faultline('rollback', '--all');
    expect(await shop.checksum()).not.toBe(before);
    expect(await shop.shell.faultline('rollback', active!.id)).toMatchObject({ code: 0 });
    expect(await shop.checksum()).toBe(before);
  });
});
