import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testEngines } from '../support/engines.ts';
import { farTotals, lostEmails, scenarioFile, type Shop } from '../cli/shop.ts';
import { type ActionBench, openActionBench } from './bench.ts';
import type { GitHub } from './github.ts';
import { pullRequestEvent, type Runner } from './runner.ts';

describe.each(testEngines)('plan on a pull request, on $name', (engine) => {
  let bench: ActionBench;
  let shop: Shop;
  let github: GitHub;
  let runner: Runner;
  let before: string;

  beforeAll(async () => {
    bench = await openActionBench(await engine.createDatabase());
    ({ shop, github, runner } = bench);
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    await runner.setEvent('pull_request', pullRequestEvent());
    before = await shop.checksum();
  });
  beforeEach(() => {
    github.comments.length = 0;
    github.requests.length = 0;
  });
  afterAll(async () => {
    expect(await shop.checksum(), 'nothing was changed').toBe(before);
    await bench.close();
  });

  it('says what would change, and changes do not fail the step', async () => {
    const { code, outputs, summary, report, log, annotations } = await runner.step({
      command: 'plan',
      'plan-file': 'out/plan.json',
    });
    expect(code, log).toBe(0);
    expect(outputs).toMatchObject({
      'has-changes': 'true',
      'rows-affected': '40',
      conflicts: '0',
      'exit-code': '0',
      'plan-file': `${runner.workspace}/out/plan.json`,
    });
    expect(JSON.parse(await shop.shell.read('out/plan.json'))).toMatchObject({ project: 'acme-dq', formatVersion: 1 });
    expect(summary).toContain('## Faultline: 1 inject in `shop`, 40 rows changed');
    expect(report.trim()).toBe(summary.trim());
    expect(log).toContain('400 eligible × 10 % = 40 updated');
    expect(annotations).toEqual([]);
  });

  it('comments once, and from then on brings that comment up to date, on whatever page it is', async () => {
    for (const body of ['Nice.', 'Really?', 'Yes.']) github.say(body);
    const first = await runner.step({ command: 'plan' });
    expect(first.code, first.log).toBe(0);
    expect(github.comments).toHaveLength(4);
    expect(github.comments[3]?.body).toMatch(
      /^<!-- faultline \S+ -->\n## Faultline: 1 inject in `shop`, 40 rows changed/u,
    );
    expect(github.comments[3]?.body).toContain(
      'Commit c0ffee1 · [run of the workflow](https://github.com/acme/shop/actions/runs/77/attempts/1)',
    );
    await shop.shell.write('scenarios/totals.yaml', scenarioFile('far-totals', [farTotals]));
    const second = await runner.step({ command: 'plan' });
    await shop.shell.remove('scenarios/totals.yaml');
    expect(second.outputs).toMatchObject({ 'rows-affected': '60' });
    expect(github.comments).toHaveLength(4);
    expect(github.comments[3]?.body).toContain('2 inject');
    expect(github.requests.slice(-3).map((line) => line.replace(/per_page=\d+&/u, ''))).toEqual([
      'GET /repos/acme/shop/issues/12/comments?page=1',
      'GET /repos/acme/shop/issues/12/comments?page=2',
      'PATCH /repos/acme/shop/issues/comments/1003',
    ]);
  });
});
