import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duckdb } from '../support/engines.ts';
import { lostEmails, projectFile, scenarioFile, type Shop } from '../cli/shop.ts';
import { freePort } from '../support/free-port.ts';
import { type ActionBench, openActionBench } from './bench.ts';
import type { Runner } from './runner.ts';

describe('what is wrong', () => {
  let bench: ActionBench;
  let shop: Shop;
  let runner: Runner;

  beforeAll(async () => {
    bench = await openActionBench(await duckdb.createDatabase());
    ({ shop, runner } = bench);
    await shop.shell.write('quality/faultline.yaml', projectFile());
    await shop.shell.write('quality/scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
  });
  afterAll(() => bench.close());

  it('is shown beside the line of the file, whose path starts at the top of the repository', async () => {
    await shop.shell.write(
      'quality/scenarios/wrong.yaml',
      scenarioFile('wrong', [
        lostEmails.replace('null-spike', 'nul-spike'),
        '{id: more, anomaly: null-spike, volum: 5%}',
      ]),
    );
    const step = await runner.step({ command: 'validate', config: 'quality', format: 'json' });
    await shop.shell.remove('quality/scenarios/wrong.yaml');
    expect([step.code, step.outputs['exit-code']]).toEqual([3, '3']);
    expect(step.annotations[0]).toMatch(
      /^::error file=quality\/scenarios\/wrong\.yaml,line=6,col=\d+,title=Faultline%3A UNKNOWN_ANOMALY::.*"nul-spike".*%0A.*null-spike/u,
    );
    const problems = JSON.parse(step.report) as { readonly errors: readonly { readonly code: string }[] };
    expect(problems.errors.length).toBe(step.annotations.length);
    expect(problems.errors.map(({ code }) => code)).toContain('UNKNOWN_KEY');
    expect(step.summary).toContain(`## Faultline: validate failed with ${step.annotations.length} problems`);
    expect(step.summary).toContain('`scenarios/wrong.yaml:6:');
  });

  it('a database that finds fault with a scenario is an annotation as well', async () => {
    await shop.shell.write(
      'quality/scenarios/emails.yaml',
      scenarioFile('emails-vanish', [lostEmails.replace('column: email', 'column: e_mail')]),
    );
    const step = await runner.step({ command: 'plan', 'working-directory': 'quality' });
    await shop.shell.write('quality/scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    expect(step.code).toBe(3);
    expect(step.annotations).toHaveLength(1);
    expect(step.annotations[0]).toMatch(
      /^::error file=quality\/scenarios\/emails\.yaml,line=6,col=\d+,title=Faultline%3A UNKNOWN_COLUMN::/u,
    );
  });

  it('a file that looks like commands of the runner commands nothing', async () => {
    await shop.shell.write(
      'quality/scenarios/wrong.yaml',
      scenarioFile('wrong', [lostEmails], 'colour: "\\n::add-mask::customers\\n##[error]made up%0A::stop-commands::x"'),
    );
    const step = await runner.step({ command: 'validate', config: 'quality' });
    await shop.shell.remove('quality/scenarios/wrong.yaml');
    expect(step.code).toBe(3);
    expect(step.masked).toEqual(['ghs_a-token-of-the-job']);
    expect(step.annotations).toHaveLength(1);
    expect(step.stdout).not.toContain('##[error]');
  });

  it('a target that cannot be reached fails the step, and keeps none of the others from being planned', async () => {
    const dead = `postgres://keeper:secret@127.0.0.1:${await freePort()}/shop`;
    runner.env['DEAD_URL'] = dead;
    const targets = projectFile().replace(
      '  shop:',
      '  dead:\n    url: ${env:DEAD_URL}\n    environment: test\n  shop:',
    );
    await shop.shell.write('quality/faultline.yaml', targets);
    const everywhere = scenarioFile('emails-vanish', [lostEmails]).replace('target: shop', 'target: "*"');
    await shop.shell.write('quality/scenarios/emails.yaml', everywhere);
    const step = await runner.step({ command: 'plan', config: 'quality' });
    const applied = await runner.step({ command: 'apply', config: 'quality', 'auto-approve': 'true' });
    await runner.step({ command: 'rollback', config: 'quality', all: 'true', target: 'shop' });
    await shop.shell.write('quality/faultline.yaml', projectFile());
    await shop.shell.write('quality/scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    for (const { code, outputs, summary, annotations, log } of [step, applied]) {
      expect([code, outputs['exit-code'], outputs['has-changes'], outputs['rows-affected']], log).toEqual([
        1,
        '1',
        'true',
        '40',
      ]);
      expect(annotations).toEqual([expect.stringMatching(/CONNECTION_FAILED::target "dead": .*nothing listens/u)]);
      expect(summary).toContain('emails-vanish');
      expect(summary).toMatch(/^## Faultline: .*, 1 target failed$/mu);
    }
  });

  it('an input that nobody understands is refused before anything is done', async () => {
    for (const [inputs, problem] of [
      [{ command: 'destroy' }, 'input command is "destroy"'],
      [{}, 'input command is not given'],
      [{ command: 'plan', comment: 'maybe' }, 'input comment is "maybe"'],
      [{ command: 'apply', 'plan-file': 'plan.json', target: 'shop' }, 'a saved plan already says'],
      [{ command: 'rollback' }, 'command rollback needs the input run or all'],
      [{ command: 'plan', 'working-directory': 'nowhere' }, 'there is no folder'],
    ] as const) {
      const { code, annotations, outputs, stderr } = await runner.step(inputs);
      expect([code, outputs], stderr).toEqual([3, { 'exit-code': '3' }]);
      expect(annotations).toEqual([expect.stringContaining(problem)]);
    }
  });
});
