import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testEngines } from '../support/engines.ts';
import { lostEmails, openShop, projectFile, scenarioFile, type Shop } from './shop.ts';

describe.each(testEngines)('on $name the snapshots of what was rolled back', (engine) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop(await engine.createDatabase());
  });
  afterEach(() => shop.close());

  it('are there for labels until keepSnapshots is over, and dropped by the next rollback', async () => {
    await shop.shell.write('faultline.yaml', `${projectFile()}privacy: {keepSnapshots: 1 second}\n`);
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    await shop.shell.faultline('apply', '--auto-approve');
    await shop.shell.faultline('rollback', '--all');
    expect(await shop.shell.faultline('labels', 'emails-vanish')).toMatchObject({ code: 0 });
    await sleep(1100);
    await shop.shell.faultline('rollback', '--all');
    const { code, stderr } = await shop.shell.faultline('labels', 'emails-vanish');
    expect([code, stderr]).toEqual([3, expect.stringContaining('keepSnapshots')]);
  });
});
