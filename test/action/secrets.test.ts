import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresDatabase } from '../support/engines.ts';
import { lostEmails, projectFile, scenarioFile } from '../cli/shop.ts';
import { type ActionBench, openActionBench } from './bench.ts';
import { allTextIn, pullRequestEvent } from './runner.ts';

/** With letters that are written otherwise in a URL, in JSON and in a workflow's command. */
const password = `c4nary-p@ss%0A/wörd"'`;
const canary = /c4nary|YzRuYXJ5/u;

describe('the password of a target', () => {
  let bench: ActionBench;
  const role = `keeper_${randomBytes(4).toString('hex')}`;

  beforeAll(async () => {
    bench = await openActionBench(await createPostgresDatabase());
    const { shop, runner } = bench;
    await shop.sql(
      `create role ${role} login password '${password.replaceAll("'", "''")}'`,
      `grant all on all tables in schema public to ${role}`,
      `grant create on database ${new URL(shop.database.url).pathname.slice(1)} to ${role}`,
    );
    const url = new URL(shop.database.url);
    Object.assign(url, { username: role, password: '' });
    const reference = url.href.replace('@', () => ':${env:SHOP_PASSWORD}@');
    await shop.shell.write(
      'faultline.yaml',
      projectFile().replace('${env:SHOP_URL}', () => reference),
    );
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    runner.env['SHOP_PASSWORD'] = password;
    delete runner.env['SHOP_URL'];
    await runner.setEvent('pull_request', pullRequestEvent());
  });
  afterAll(async () => {
    await bench.shop.sql(`drop owned by ${role} cascade`, `drop role ${role}`);
    await bench.close();
  });

  it('is masked before anything else, and is in no log, summary, output, file or comment of any step', async () => {
    const { runner, shop, github } = bench;
    for (const inputs of [
      { command: 'plan', 'plan-file': 'plan.json' },
      { command: 'apply', 'plan-file': 'plan.json' },
      { command: 'status', format: 'json' },
      { command: 'labels', run: 'emails-vanish', 'labels-file': 'labels.csv' },
      { command: 'rollback', all: 'true', format: 'text' },
    ]) {
      const step = await runner.step({ ...inputs, 'log-level': 'debug' });
      expect(step.code, step.log).toBe(0);
      expect(step.masked).toContain(password);
      expect(step.log).not.toMatch(canary);
      expect([step.summary, step.report, JSON.stringify(step.outputs)].join('\n')).not.toMatch(canary);
    }
    // One for each command.
    expect(github.comments).toHaveLength(5);
    expect(JSON.stringify(github.comments)).not.toMatch(canary);
    expect(await allTextIn(shop.shell.folder)).not.toMatch(canary);
  });

  it('is in no error of a database that refuses it', async () => {
    await bench.shop.sql(`alter role ${role} nologin`);
    const step = await bench.runner.step({ command: 'plan', 'log-level': 'debug' });
    await bench.shop.sql(`alter role ${role} login`);
    expect(step.code).toBe(1);
    expect(step.masked).toContain(password);
    expect(`${step.log}${step.summary}${step.report}${JSON.stringify(bench.github.comments)}`).not.toMatch(canary);
  });
});
