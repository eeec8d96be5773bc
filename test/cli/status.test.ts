import { afterAll, beforeAll, expect, it } from 'vitest';
import { duckdb } from '../support/engines.ts';
import { at, documentOf } from './document.ts';
import { farTotals, lostEmails, openShop, scenarioFile, type Shop } from './shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop(await duckdb.createDatabase());
  const { shell } = shop;
  await shell.write('scenarios/gone.yaml', scenarioFile('far-totals', [farTotals]));
  await shell.faultline('apply', '--auto-approve');
  await shell.faultline('rollback', 'far-totals');
  await shell.remove('scenarios/gone.yaml');
  await shell.write(
    'scenarios/new-year.yaml',
    scenarioFile('new-year', [lostEmails], 'schedule: {cron: "0 6 1 1 *", timezone: Europe/Berlin, keep: 2 hours}'),
  );
  await shell.write(
    'scenarios/month-end.yaml',
    scenarioFile('month-end', [lostEmails], 'suspend: {reason: audit, until: 2099-12-31}'),
  );
  await shell.write(
    'scenarios/paused.yaml',
    scenarioFile(
      'paused',
      [lostEmails],
      'schedule: {cron: "0 6 1 1 *", keep: 2 hours}\nsuspend: {reason: until next century, until: 2101-06-01}',
    ),
  );
});
afterAll(() => shop.close());

it('status shows the next five slots, what is suspended and until when, and holds whose file is gone', async () => {
  const { code, stdout } = await shop.shell.faultline('status');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^held {2}far-totals, rolled back by hand on [^;]+; its file is gone$/mu);
  expect(stdout).toMatch(/^wait {2}month-end, suspended until Thu 31 Dec 2099[^:]*: audit$/mu);
  expect(stdout.replaceAll(/\n {6}/gu, ' ')).toMatch(
    /^next {2}new-year, (?:\w+ 1 Jan \d{4} 06:00(?:, )?){5} \(Europe\/Berlin\)$/mu,
  );
  const markdown = await shop.shell.faultline('status', '--format', 'markdown');
  expect(markdown.stdout).toMatch(/^- next `new-year`: (?:\w+ 1 Jan \d{4} 06:00(?:, )?){5} \(Europe\/Berlin\)$/mu);
  expect(markdown.stdout).toMatch(/^- `month-end` is suspended until [^\n]+: audit$/mu);
  expect(markdown.stdout).toMatch(/`far-totals` is held: [^\n]+; its file is gone$/mu);

  const target = at(await documentOf(shop.shell, 0, 'status'), 'targets', 0);
  expect(target).toMatchObject({
    held: [{ scenario: 'far-totals', isFileGone: true }],
    suspended: [
      { scenario: 'month-end', reason: 'audit', until: '2099-12-31T00:00:00.000000Z' },
      { scenario: 'paused', reason: 'until next century' },
    ],
    coming: [
      { scenario: 'new-year', cron: '0 6 1 1 *', timezone: 'Europe/Berlin' },
      {
        scenario: 'paused',
        next: ['2102', '2103', '2104', '2105', '2106'].map((year) => `${year}-01-01T06:00:00.000000Z`),
      },
    ],
  });
});

it('status works where scenario files are broken or gone, and says what it does not show', async () => {
  await shop.shell.write('scenarios/broken.yaml', 'kind: [');
  const broken = await shop.shell.faultline('status');
  expect(broken.code).toBe(0);
  expect(broken.stdout).toContain('Nothing is active.');
  expect(broken.stdout.replaceAll(/\s+/gu, ' ')).toMatch(
    /Slots and suspensions are not shown: INVALID_YAML: .+ \(scenarios\/broken\.yaml:1:\d+\)\. See faultline validate\./u,
  );
  expect(broken.stdout).not.toContain('its file is gone');
  await shop.shell.remove('scenarios');
  const { stdout } = await shop.shell.faultline('status', '--format', 'markdown');
  expect(stdout).toContain('Slots and suspensions are not shown: NO\\_SCENARIOS');
  expect(stdout).toContain('its file is gone');
});
