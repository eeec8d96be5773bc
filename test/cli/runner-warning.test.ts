import { afterAll, beforeAll, expect, it } from 'vitest';
import { duckdb } from '../support/engines.ts';
import { documentOf } from './document.ts';
import { lostEmails, openShop, scenarioFile, type Shop } from './shop.ts';

const hourly = `on: {schedule: [{cron: "17 * * * *"}]}
jobs: {apply: {runs-on: ubuntu-24.04, steps: [{run: npx faultline apply --auto-approve}]}}
`;

let shop: Shop;

beforeAll(async () => {
  shop = await openShop(await duckdb.createDatabase());
  await shop.shell.run('git', 'init', '--quiet');
  await shop.shell.write(
    'scenarios/emails.yaml',
    scenarioFile(
      'emails-vanish',
      [lostEmails],
      'schedule: {cron: "@hourly", keep: 10 minutes, misfire: once, from: 2026-01-01}',
    ),
  );
});
afterAll(() => shop.close());

it('a plan warns once that a schedule needs a runner, and is applied whatever workflows there are by then', async () => {
  const { shell } = shop;
  expect(await documentOf(shell, 0, 'validate')).toMatchObject({
    warnings: [expect.stringContaining('faultline watch')],
  });
  const { code, stdout } = await shell.faultline('plan', '--out', 'plan.json');
  expect(code).toBe(0);
  expect(stdout.match(/WARNING/gu)).toHaveLength(1);
  await shell.write('.github/workflows/hourly.yml', hourly);
  expect(await documentOf(shell, 0, 'plan')).toMatchObject({
    warnings: [expect.stringContaining('is kept for 10 minutes, but up to 60 minutes pass')],
  });
  expect((await shell.faultline('apply', 'plan.json')).stdout).toContain('Injected emails-vanish');

  await shell.write('.github/workflows/hourly.yml', hourly.replace('17 *', '*/10 *'));
  expect(await documentOf(shell, 0, 'plan')).not.toHaveProperty('warnings');
});
