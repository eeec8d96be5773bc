import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEngines } from '../support/engines.ts';
import { lostEmails, projectFile, scenarioFile } from '../cli/shop.ts';
import { slowly, untilSlow } from '../cli/slow-statement.ts';
import { run } from '../support/statements.ts';
import { type ActionBench, openActionBench } from './bench.ts';
import { pullRequestEvent } from './runner.ts';

describe.each(testEngines)('a workflow that is cancelled, on $name', (engine) => {
  let bench: ActionBench;

  beforeAll(async () => {
    bench = await openActionBench(await engine.createDatabase());
    const { shop, runner } = bench;
    await shop.sql('create table slow (id integer primary key)');
    await shop.shell.write(
      'scenarios/emails.yaml',
      scenarioFile('emails-vanish', [lostEmails.replace('}', `, where: "${slowly[engine.name]}"}`)]),
    );
    await runner.setEvent('pull_request', pullRequestEvent());
  });
  afterAll(() => bench.close());

  it('leaves nothing half done and no lock, and a second signal does not cut that short', async () => {
    const { shop, runner, github } = bench;
    const before = await shop.checksum();
    expect((await runner.step({ command: 'plan', 'plan-file': 'plan.json', comment: 'false' })).code).toBe(0);

    await shop.sql('insert into slow values (1)');
    const running = await runner.start({ command: 'apply', 'plan-file': 'plan.json', 'log-level': 'debug' });
    await running.says(/target locked/u);
    await untilSlow(shop);
    running.child.kill('SIGINT');
    await running.says(/the step was cancelled/u);
    running.child.kill('SIGTERM');
    const { code, outputs, annotations, summary, log } = await running.done;
    await shop.sql('delete from slow');

    expect([code, outputs['exit-code'], outputs['has-changes']], log).toEqual([130, '130', 'false']);
    expect(annotations).toEqual([
      expect.stringContaining('title=Faultline%3A INTERRUPTED::interrupted by SIGINT; nothing was changed'),
    ]);
    expect(summary).toContain('apply failed');
    // What is left of the time is for the database.
    expect(github.requests).toEqual([]);
    expect((await shop.shell.faultline('recover', '--lock-timeout', '2')).stdout).toBe(
      'shop: nothing was left open.\n',
    );
    expect(await shop.checksum()).toBe(before);
  });

  it('leaves to command: recover what a step left open that was killed', async () => {
    const { shop, runner } = bench;
    const before = await shop.checksum();
    await shop.sql('insert into slow values (1)');
    const running = await runner.start({ command: 'apply', 'plan-file': 'plan.json', 'log-level': 'debug' });
    await running.says(/target locked/u);
    await untilSlow(shop);
    running.child.kill('SIGKILL');
    await running.done;

    const recovered = await runner.step({ command: 'recover', comment: 'false' });
    expect([recovered.code, recovered.outputs['has-changes']], recovered.log).toEqual([0, 'true']);
    expect(JSON.parse(recovered.outputs['run-ids']!)).toEqual([expect.any(String)]);
    expect(recovered.summary).toContain('## Faultline: 1 run settled');
    expect(recovered.summary).toContain('| `emails-vanish` | `shop` | had changed nothing yet and is forgotten |');
    const again = await runner.step({ command: 'recover', comment: 'false' });
    expect([again.outputs['has-changes'], again.outputs['run-ids']]).toEqual(['false', '[]']);
    expect(again.summary).toContain('## Faultline: nothing was left open');
    await shop.sql('delete from slow');
    expect(await shop.checksum()).toBe(before);
  });

  it('tells that what one target has committed by then stays', async () => {
    const { shop, runner } = bench;
    const other = await engine.createDatabase();
    const connection = await other.connect();
    await run(
      connection,
      'create table customers (id integer primary key, email varchar(60))',
      `insert into customers values (1, 'one@shop.example'), (2, 'two@shop.example')`,
      'create table slow (id integer primary key)',
    );
    await connection.close();
    runner.env['OTHER_URL'] = other.url;
    const targets = projectFile().replace(
      '  shop:',
      '  other:\n    url: ${env:OTHER_URL}\n    environment: test\n  shop:',
    );
    await shop.shell.write('faultline.yaml', targets);
    const slow = await shop.shell.read('scenarios/emails.yaml');
    const everywhere = slow.replace('target: shop', 'target: "*"').replace('during: all', 'during: all, volume: 1');
    await shop.shell.write('scenarios/emails.yaml', everywhere);
    expect((await runner.step({ command: 'plan', 'plan-file': 'plan.json', comment: 'false' })).code).toBe(0);

    await shop.sql('insert into slow values (1)');
    const running = await runner.start({ command: 'apply', 'plan-file': 'plan.json', 'log-level': 'debug' });
    await Promise.all([running.says(/ committed .*target=other/u), running.says(/target locked.* target=shop/u)]);
    await untilSlow(shop);
    running.child.kill('SIGINT');
    const { code, outputs, annotations, log } = await running.done;
    await shop.sql('delete from slow');
    expect([code, outputs['has-changes']], log).toEqual([130, 'true']);
    expect(annotations[0]).toContain('what was done in other before stays done');
    expect((await runner.step({ command: 'rollback', all: 'true', target: 'other' })).outputs['rows-affected']).toBe(
      '1',
    );
    await other.drop();
    await shop.shell.write('faultline.yaml', projectFile());
    await shop.shell.write('scenarios/emails.yaml', slow);
  });
});
