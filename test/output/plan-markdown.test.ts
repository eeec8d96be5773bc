import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { planText } from '../../src/output/plan-text.ts';
import { planMarkdown } from '../../src/output/plan-markdown.ts';
import { crmSync, duplicateOrders, everyAction, orderTrouble, shopPlan } from './fixtures/shop-plan.ts';
import { lostEmails } from './fixtures/shop-steps.ts';

describe('a plan as Markdown', () => {
  test('reads as a comment on a pull request', async () => {
    const plan = shopPlan(everyAction, { environment: 'production', warnings: ['two scenarios touch public.orders'] });
    await expect(planMarkdown(plan, { showValues: false })).toMatchFileSnapshot('snapshots/plan.md');
  });

  test('tells of a fleet what would happen where, what waits for its slot, and which targets failed', async () => {
    const schedule = {
      cron: '0 6 * * MON',
      timezone: 'Europe/Berlin',
      next: ['2026-11-23T05:00:00.000Z', '2026-11-30T05:00:00.000Z'],
    };
    const waiting = {
      action: 'wait',
      scenario: 'monday-gap',
      path: 'scenarios/gap.yaml',
      reason: 'not due',
      schedule,
    } as const;
    const { targets } = shopPlan([{ ...crmSync, schedule } as typeof crmSync, waiting]);
    const plan: Plan = {
      ...shopPlan([]),
      targets: [
        { ...targets[0]!, target: 'customer-a' },
        { ...targets[0]!, target: 'customer-b', environment: 'production', actions: [waiting] },
        { ...targets[0]!, target: 'customer-c', environment: 'production', actions: [orderTrouble] },
      ],
      failures: [
        { target: 'customer-d', problems: [{ code: 'CONNECTION_FAILED', message: 'nobody answers at db_d:5432' }] },
      ],
    };
    await expect(planMarkdown(plan, { showValues: false })).toMatchFileSnapshot('snapshots/plan-of-a-fleet.md');
  });

  test('tells which scenarios are left out in some targets', () => {
    const [target] = shopPlan([crmSync]).targets;
    const absences = [{ scenario: crmSync.scenario, target: 'b', reason: 'role a_b is not bound' }];
    const failure = (name: string, ...scenarios: readonly string[]) =>
      ({ target: name, problems: [{ code: 'CONNECTION_FAILED', message: 'nobody answers' }], scenarios }) as const;
    const plan: Plan = {
      ...shopPlan([]),
      targets: [target!, { ...target!, target: 'b', actions: [], absences }],
      failures: [failure('c', crmSync.scenario), failure('warehouse', 'stock')],
    };
    const text = planMarkdown(plan, { showValues: false });
    expect(text).toContain(
      `- ${crmSync.scenario}: placed in 1 of 3 targets; not in b (role a\\_b is not bound), c (could not be planned)\n`,
    );
    expect(text).toContain('\nTo place what is left out: `faultline bind b`\n');
    expect(text).toMatch(/^\| `b` \|.*\| 1 left out \|/mu);
    expect(text).toMatch(new RegExp(`^### \`b\`.*\\n\\nLeft out: \`${crmSync.scenario}\`$`, 'mu'));
  });

  test('shows one masked row where all of them read the same', () => {
    const cells = [{ column: 'email', before: 'a@b.example', after: null }];
    const samples = ['1', '2', '3', '4', '5'].map((key) => ({ symbol: '~' as const, key: [key], cells }));
    const plan = shopPlan([{ ...crmSync, steps: [{ ...lostEmails, samples }] } as typeof crmSync]);
    const masked = planMarkdown(plan, { showValues: false });
    expect(masked.match(/^- id=/gmu)).toHaveLength(1);
    expect(masked).toMatch(/^\+ id=… {2}NULL\n {2}and 4 like it\n```$/mu);
    expect(planText(plan, { colour: false, width: 100, showValues: false, isProduction: false })).toContain(
      'NULL   (masked, and 4 like it)\n',
    );
    expect(planMarkdown(plan, { showValues: true }).match(/^- id=/gmu)).toHaveLength(5);
  });

  test('folds away how the file of a scenario changed, whatever the file holds', () => {
    const fileDiff =
      '--- scenarios/half_a_day.yaml\n+++ scenarios/half_a_day.yaml\n@@ -1 +1 @@\n ```\n+</details>\n-````';
    const action = { ...orderTrouble, path: 'scenarios/half_a_day.yaml', fileDiff, steps: [] } as typeof orderTrouble;
    const text = planMarkdown(shopPlan([action]), { showValues: false });
    const summary = '<details><summary><code>scenarios/half_a_day.yaml</code> since it was applied last</summary>';
    expect(text).toContain(`${summary}\n\n\`\`\`\`\`diff\n${fileDiff}\n\`\`\`\`\`\n\n</details>`);
  });

  test('says in its heading that there is nothing to do', () => {
    const text = planMarkdown(shopPlan([duplicateOrders]), { showValues: false });
    expect(text).toMatch(/^## Faultline: nothing to do\n/);
    expect(text).toContain('Nothing to do: 1 scenario is active as written.');
  });

  test('keeps names and values from becoming markup, links, mentions or table cells', () => {
    const step = {
      ...lostEmails,
      id: 'a`b|c',
      column: 'e|mail\n<img src=x>',
      which: ["note = '| <b>@team</b> [x](http://evil.example) *now*'"],
      warnings: ['see </details> `x` @octocat'],
      samples: [{ symbol: '~', key: ['```'], cells: [{ column: 'note', before: '```\n- x', after: '</details>' }] }],
    } as const;
    const text = planMarkdown(shopPlan([{ ...crmSync, steps: [step] } as typeof crmSync]), { showValues: true });
    const table = text.split('\n').find((line) => line.includes('null-spike')) ?? '';
    expect(table.match(/(?<!\\)\|/g)).toHaveLength(7);
    expect(table).not.toContain('<b>');
    expect(table).not.toContain('@team');
    expect(text.match(/^<\/details>/gm)).toHaveLength(2);
    expect(text.match(/^```/gm)).toHaveLength(4);
    expect(text).not.toContain('@octocat');
  });
});
