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

it('status and history look into a database by its URL, and say what a changed file does to a hold', async () => {
  const { shell, database } = shop;
  await shell.write('scenarios/gone.yaml', scenarioFile('far-totals', [farTotals.replace('20', '21')]));
  const { stdout: ofProject } = await shell.faultline('status');
  expect(ofProject.replaceAll(/\n {6}/gu, ' ')).toMatch(/^held {2}far-totals, .+; its file changed since, so/mu);
  await shell.write('scenarios/emails.yaml', scenarioFile('emails', [lostEmails]));
  await shell.faultline('apply', 'scenarios/emails.yaml', '--auto-approve');
  const byUrl = ['--project', '/', '--url', database.url];
  const { code, stdout, stderr } = await shell.faultline('status', ...byUrl);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^emails +acme-dq → shop +\w+/mu);
  expect(stdout).toMatch(/^held {2}far-totals \(acme-dq → shop\), rolled back by hand on [^;]+$/mu);
  expect(stdout).toContain('Undo: faultline rollback emails, with the same --url');
  const runs = await documentOf(shell, 0, 'history', ...byUrl);
  expect(at(runs, 'targets', 0, 'runs', 0, 'scenario')).toBe('emails');
  const { stdout: newest } = await shell.faultline('history', '--limit', '1');
  expect(newest).toContain('1 of 2 runs on shop.');
  expect(newest).not.toContain('far-totals');
  expect((await shell.faultline('history', '--scenario', 'far-totals')).stdout).toContain(
    '1 run of far-totals on shop.',
  );
  expect((await shell.faultline('rollback', 'emials', ...byUrl)).stderr).toContain('Did you mean "emails"?');
  expect((await shell.faultline('rollback', 'emials')).stderr).toContain('Did you mean "emails"?');
  expect((await shell.faultline('rollback', 'far-totals')).stderr).toContain('is held in shop already, rolled back by');
  await shell.faultline('rollback', '--all');
  await shell.remove('scenarios/emails.yaml');
  await shell.remove('scenarios/gone.yaml');
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
