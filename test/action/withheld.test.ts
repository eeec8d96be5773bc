import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { duckdb } from '../support/engines.ts';
import { lostEmails, projectFile, scenarioFile } from '../cli/shop.ts';
import { type ActionBench, openActionBench } from './bench.ts';
import { pullRequestEvent, type Runner } from './runner.ts';

const forbidden = { status: 403 };

describe('what GitHub withholds', () => {
  let bench: ActionBench;
  let runner: Runner;

  beforeAll(async () => {
    bench = await openActionBench(await duckdb.createDatabase());
    ({ runner } = bench);
    await bench.shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
  });
  beforeEach(() => {
    bench.github.requests.length = 0;
    bench.github.refusals.length = 0;
    bench.github.comments.length = 0;
  });
  afterAll(() => bench.close());

  /** Runs a step as GitHub does for a pull request from outside: secrets are empty. */
  async function withoutSecrets(command: string) {
    const { SHOP_URL: url } = runner.env;
    runner.env['SHOP_URL'] = '';
    try {
      return await runner.step({ command });
    } finally {
      runner.env['SHOP_URL'] = url!;
    }
  }

  it.each([
    ['a fork', 'mallory/shop'],
    ['a fork', null],
  ])('a pull request of %s (%s) is validated, and it is said why it is not planned', async (whose, head) => {
    await runner.setEvent('pull_request', pullRequestEvent(head));
    bench.github.refusals.push(forbidden);
    const { code, summary, log, annotations, outputs } = await withoutSecrets('plan');
    expect([code, outputs['exit-code'], annotations]).toEqual([0, '0', []]);
    expect(outputs).not.toHaveProperty('has-changes');
    expect(summary).toContain('## Faultline: 1 valid scenario, 1 step');
    for (const text of [summary, log]) {
      expect(text).toContain(`The files were checked, but not planned: this pull request comes from ${whose}`);
    }
  });

  it('a pull request of Dependabot gets no secrets either', async () => {
    await runner.setEvent('pull_request', pullRequestEvent());
    runner.env['GITHUB_ACTOR'] = 'dependabot[bot]';
    const { code, summary } = await withoutSecrets('plan');
    delete runner.env['GITHUB_ACTOR'];
    expect([code, summary]).toEqual([0, expect.stringContaining('comes from Dependabot')]);
  });

  it('of several targets those are planned that need no secret', async () => {
    const { shop } = bench;
    const both = projectFile().replace(
      '  shop:',
      `  open:\n    url: ${JSON.stringify(shop.database.url)}\n    environment: test\n  shop:`,
    );
    await shop.shell.write('faultline.yaml', both);
    await shop.shell.write(
      'scenarios/emails.yaml',
      scenarioFile('emails-vanish', [lostEmails]).replace('target: shop', 'target: "*"'),
    );
    await runner.setEvent('pull_request', pullRequestEvent('mallory/shop'));
    const outside = await withoutSecrets('plan');
    await runner.setEvent('pull_request', pullRequestEvent());
    const inside = await withoutSecrets('plan');
    await shop.shell.write('faultline.yaml', projectFile());
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));

    expect([outside.code, outside.annotations], outside.log).toEqual([0, []]);
    expect(outside.outputs).toMatchObject({ 'has-changes': 'true', 'rows-affected': '40' });
    expect(outside.summary).toContain('There is no plan for shop: this pull request comes from a fork');
    expect([inside.code, inside.annotations.join()]).toEqual([3, expect.stringContaining('UNRESOLVED_SECRET')]);
  });

  it('files that are wrong fail a fork’s step as well', async () => {
    await runner.setEvent('pull_request', pullRequestEvent('mallory/shop'));
    await bench.shop.shell.write('scenarios/wrong.yaml', scenarioFile('wrong', ['{id: a, anomaly: none-such}']));
    const { code, annotations } = await withoutSecrets('plan');
    await bench.shop.shell.remove('scenarios/wrong.yaml');
    expect(code).toBe(3);
    expect(annotations[0]).toContain('file=scenarios/wrong.yaml,line=6');
  });

  it('a secret that is missing anywhere else fails the step: on a branch of one’s own, and for apply', async () => {
    await runner.setEvent('pull_request', pullRequestEvent());
    const own = await withoutSecrets('plan');
    expect([own.code, own.annotations.join()]).toEqual([3, expect.stringContaining('UNRESOLVED_SECRET')]);
    await runner.setEvent('pull_request', pullRequestEvent('mallory/shop'));
    expect((await withoutSecrets('apply')).code).toBe(3);
  });

  it('a token that only reads is a warning, never a failed step', async () => {
    await runner.setEvent('pull_request', pullRequestEvent());
    bench.github.refusals.push(forbidden);
    const { code, annotations, summary } = await runner.step({ command: 'plan' });
    expect(code).toBe(0);
    expect(annotations).toEqual([
      expect.stringMatching(
        /^::warning title=.*::GitHub answered 403: Resource not accessible by integration%0A.*pull-requests: write/u,
      ),
    ]);
    expect(summary).toContain('1 inject');
  });

  it('without a pull request, and where none is wanted, no comment is tried', async () => {
    await runner.setEvent('schedule', { schedule: '0 * * * *' });
    expect((await runner.step({ command: 'plan' })).code).toBe(0);
    await runner.setEvent('pull_request', pullRequestEvent());
    expect((await runner.step({ command: 'plan', comment: 'false' })).code).toBe(0);
    expect(bench.github.requests).toEqual([]);
  });
});
