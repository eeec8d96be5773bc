import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testEngines } from '../support/engines.ts';
import { farTotals, lostEmails, scenarioFile, type Shop } from '../cli/shop.ts';
import { type ActionBench, openActionBench } from './bench.ts';
import type { Runner, Step } from './runner.ts';

describe.each(testEngines)('apply, status, labels and rollback on $name', (engine) => {
  let bench: ActionBench;
  let shop: Shop;
  let runner: Runner;
  let before: string;

  beforeAll(async () => {
    bench = await openActionBench(await engine.createDatabase());
    ({ shop, runner } = bench);
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    before = await shop.checksum();
  });
  afterEach(async () => {
    expect(await shop.checksum(), 'everything was taken back').toBe(before);
  });
  afterAll(() => bench.close());

  /** A step that has to end well. */
  async function done(inputs: Readonly<Record<string, string>>): Promise<Step> {
    const step = await runner.step(inputs);
    expect(step.code, step.log).toBe(0);
    expect(step.outputs['exit-code']).toBe('0');
    return step;
  }

  it('a saved plan is carried out exactly, is then active, has labels, and is taken back', async () => {
    const { outputs: planned } = await done({ command: 'plan', 'plan-file': 'plan.json' });
    // A scenario that came after the review is not in the plan.
    await shop.shell.write('later/totals.yaml', scenarioFile('far-totals', [farTotals]));

    const applied = await done({ command: 'apply', 'plan-file': planned['plan-file']! });
    expect(applied.outputs).toMatchObject({ 'has-changes': 'true', 'rows-affected': '40', conflicts: '0' });
    const [run, ...others] = JSON.parse(applied.outputs['run-ids']!) as string[];
    expect(others).toEqual([]);
    expect(applied.summary).toContain(run);
    expect(applied.log).toContain(`Injected emails-vanish into shop: 40 rows (run ${run})`);
    expect(await shop.checksum()).not.toBe(before);

    const status = await done({ command: 'status', format: 'json' });
    expect(status.outputs).toMatchObject({ 'run-ids': JSON.stringify([run]), 'rows-affected': '40' });
    expect(status.summary).toContain('## Faultline: 1 active');
    expect(JSON.parse(status.report)).toMatchObject({ targets: [{ active: [{ scenario: 'emails-vanish' }] }] });

    const csv = await done({ command: 'labels', run: 'emails-vanish', 'labels-file': 'truth/labels.csv' });
    expect(csv.outputs).toMatchObject({
      'labels-file': `${runner.workspace}/truth/labels.csv`,
      'rows-affected': '40',
      'run-ids': JSON.stringify([run]),
    });
    expect((await shop.shell.read('truth/labels.csv')).trim().split('\n')).toHaveLength(41);

    const rolledBack = await done({ command: 'rollback', run: run! });
    expect(rolledBack.outputs).toMatchObject({
      'has-changes': 'true',
      'run-ids': JSON.stringify([run]),
      'rows-affected': '40',
      conflicts: '0',
    });
    const again = await done({ command: 'rollback', all: 'true' });
    expect(again.outputs).toMatchObject({ 'has-changes': 'false', 'rows-affected': '0', 'run-ids': '[]' });
    expect((await shop.shell.faultline('resume', 'emails-vanish')).code).toBe(0);
  });

  it('nothing is applied that nobody approved', async () => {
    const { code, outputs, annotations } = await runner.step({ command: 'apply' });
    expect([code, outputs['exit-code'], outputs['has-changes']]).toEqual([3, '3', 'false']);
    expect(annotations).toEqual([
      '::error title=Faultline%3A NOT_APPROVED::nobody approved this plan; nothing was changed%0ASet plan-file to a plan that was saved by command: plan and reviewed, or auto-approve: true where merging is the approval.',
    ]);
  });

  it('a plan whose rows changed since is stale, and nothing happens', async () => {
    await done({ command: 'plan', 'plan-file': 'plan.json' });
    await shop.sql(`update customers set email = 'moved@shop.example'`);
    const { code, outputs, summary, annotations } = await runner.step({ command: 'apply', 'plan-file': 'plan.json' });
    await shop.sql(`update customers set email = 'customer' || id || '@shop.example'`);
    expect([code, outputs['exit-code'], outputs['has-changes']]).toEqual([4, '4', 'false']);
    expect(annotations.join('\n')).toContain('title=Faultline%3A STALE_PLAN');
    expect(summary).toContain('## Faultline: apply failed with 1 problem');
  });

  it('auto-approve converges, and a removed file heals; what others changed since is a conflict', async () => {
    const applied = await done({ command: 'apply', 'auto-approve': 'true' });
    expect(applied.outputs).toMatchObject({ 'has-changes': 'true', 'rows-affected': '40' });
    const unchanged = await done({ command: 'apply', 'auto-approve': 'true' });
    expect(unchanged.outputs).toMatchObject({ 'has-changes': 'false', 'rows-affected': '0', 'run-ids': '[]' });

    await shop.sql(`update customers set email = 'new@shop.example' where email is null`);
    const refused = await runner.step({ command: 'rollback', run: 'emails-vanish' });
    expect([refused.code, refused.outputs['exit-code']]).toEqual([6, '6']);
    expect(refused.annotations.join('\n')).toContain('title=Faultline%3A ROLLBACK_CONFLICT');
    const skipped = await done({ command: 'rollback', run: 'emails-vanish', 'on-conflict': 'skip' });
    expect(skipped.outputs).toMatchObject({ 'rows-affected': '0', conflicts: '40' });
    await shop.sql(`update customers set email = 'customer' || id || '@shop.example'`);
  });
});
