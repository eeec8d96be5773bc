import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDuckDbDatabase } from '../support/engines.ts';
import { refused, type Refusal } from './refusal.ts';
import { lostEmails, openShop, projectFile, scenarioFile, type Shop } from './shop.ts';

describe('what is refused whatever the database', () => {
  let shop: Shop;
  let before: string;

  beforeAll(async () => {
    shop = await openShop(await createDuckDbDatabase());
    before = await shop.checksum();
  });
  afterEach(async () => {
    expect(await shop.checksum(), 'nothing was changed').toBe(before);
    await shop.shell.remove('scenarios');
    await shop.shell.write('faultline.yaml', projectFile());
  });
  afterAll(() => shop.close());

  const apply = (exitCode: number, problems: readonly Refusal[], ...words: readonly string[]) =>
    refused(shop, exitCode, problems, 'apply', '--auto-approve', ...words);
  const write = (name: string, step: string) => shop.shell.write(`scenarios/${name}.yaml`, scenarioFile(name, [step]));

  it('refuses volumes that are no volumes without asking the database', async () => {
    const volumes = ['120%', '-5%', '-3', '.nan', '.inf', '0.05', '5 %%', '1e99'];
    for (const [index, volume] of volumes.entries())
      await write(`volume-${index}`, lostEmails.replace('}', `, volume: ${volume}}`));
    await apply(
      3,
      volumes.map((_, index) => ['INVALID_VALUE', `scenarios/volume-${index}.yaml:6`]),
    );
  });

  it('changes nothing that nobody approved, and no production unless it is named', async () => {
    await write('emails', lostEmails);
    await refused(shop, 3, [['NOT_APPROVED']], 'apply');
    await shop.shell.write('faultline.yaml', projectFile('environment: production'));
    expect(await apply(3, [['PRODUCTION_NOT_ALLOWED']])).toContain('--allow-production shop');
    await apply(3, [['PRODUCTION_NOT_ALLOWED']], '--allow-production', 'shopp');
    await refused(shop, 3, [['NOT_APPROVED']], 'apply', '--allow-production', 'shop');
  });

  it('carries out no plan that was edited, is stale, or is of another project', async () => {
    const { shell } = shop;
    await write('emails', lostEmails);
    expect((await shell.faultline('plan', '--out', 'plan.json')).code).toBe(0);
    const plan = await shell.read('plan.json');
    await shell.write('edited.json', plan.replaceAll('"rows": 40', '"rows": 41'));
    await refused(shop, 3, [['INVALID_PLAN']], 'apply', 'edited.json');
    await shell.write('no-plan.json', '{"formatVersion": 1}');
    await refused(shop, 3, [['INVALID_PLAN']], 'apply', 'no-plan.json');
    await refused(shop, 3, [['FILE_NOT_FOUND']], 'apply', 'nowhere.json');
    await refused(shop, 3, [['INVALID_ARGUMENT']], 'apply', 'plan.json', '--target', 'shop');
    await shell.write('faultline.yaml', projectFile().replace('acme-dq', 'other-dq'));
    await refused(shop, 3, [['INVALID_PLAN']], 'apply', 'plan.json');
    await shell.write('faultline.yaml', projectFile());
    await shop.sql('update customers set email = null where id <= 200');
    await refused(shop, 4, [['STALE_PLAN']], 'apply', 'plan.json');
    await shop.sql(`update customers set email = 'customer' || id || '@shop.example' where id <= 200`);
    await write('emails', lostEmails.replace('}', ', volume: 3}'));
    await refused(shop, 4, [['STALE_PLAN']], 'apply', 'plan.json');
  });
});
