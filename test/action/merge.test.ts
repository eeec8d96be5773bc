import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duckdb } from '../support/engines.ts';
import { lostEmails, scenarioFile } from '../cli/shop.ts';
import { type ActionBench, openActionBench } from './bench.ts';
import { pullRequestEvent } from './runner.ts';

describe('a change on its way from a pull request to the main branch', () => {
  let bench: ActionBench;

  beforeAll(async () => {
    bench = await openActionBench(await duckdb.createDatabase());
    const { shop } = bench;
    await shop.shell.write('.gitignore', 'node_modules\n');
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    await git('init', '--quiet', '--initial-branch=main');
    await git('config', 'user.email', 'keeper@shop.example');
    await git('config', 'user.name', 'Keeper');
    await git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
    await commit();
  });
  afterAll(() => bench.close());

  const git = (...words: readonly string[]) => bench.shop.shell.run('git', ...words);
  const commit = async () => {
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'change');
  };

  it('is planned as what merging it would do to the runs of the main branch', async () => {
    const { runner, shop } = bench;
    // What actions/checkout leaves: a detached commit.
    await git('checkout', '--quiet', '--detach');
    await runner.setEvent('push', {});
    runner.env['GITHUB_REF_NAME'] = 'main';
    expect((await runner.step({ command: 'apply', 'auto-approve': 'true' })).outputs).toMatchObject({
      'rows-affected': '40',
    });

    await shop.shell.write(
      'scenarios/emails.yaml',
      scenarioFile('emails-vanish', [lostEmails.replace('}', ', volume: 20}')]),
    );
    await commit();
    await runner.setEvent('pull_request', pullRequestEvent());
    Object.assign(runner.env, {
      GITHUB_REF_NAME: '12/merge',
      GITHUB_HEAD_REF: 'fewer-emails',
      GITHUB_BASE_REF: 'main',
    });
    const changed = await runner.step({ command: 'plan' });
    expect(changed.outputs, changed.log).toMatchObject({ 'has-changes': 'true', 'rows-affected': '60' });
    expect(changed.summary).toContain('1 replace');
    expect(changed.summary).toContain('\n**Scenario files:** 1 changed (`emails-vanish`).\n');

    await shop.shell.remove('scenarios/emails.yaml');
    await shop.shell.write('scenarios/other.yaml', scenarioFile('other', [lostEmails.replace('email,', 'country,')]));
    await commit();
    const removed = await runner.step({ command: 'plan' });
    expect(removed.summary).toContain('1 heal');
    expect(removed.summary).toContain('\n**Scenario files:** 1 new (`other`), 1 removed (`emails-vanish`).\n');

    for (const name of ['GITHUB_HEAD_REF', 'GITHUB_BASE_REF']) delete runner.env[name];
    runner.env['GITHUB_REF_NAME'] = 'main';
    await runner.setEvent('push', {});
    const merged = await runner.step({ command: 'apply', 'auto-approve': 'true', format: 'json' });
    expect(JSON.parse(merged.report), merged.log).toMatchObject({
      targets: [{ undone: [{ scenario: 'emails-vanish' }] }],
    });
  });
});
