import { describe, expect, test } from 'vitest';
import { planMarkdown } from '../../src/output/plan-markdown.ts';
import { crmSync, duplicateOrders, everyAction, lostEmails, shopPlan } from './fixtures/shop-plan.ts';

describe('a plan as Markdown', () => {
  test('reads as a comment on a pull request', async () => {
    const plan = shopPlan(everyAction, { environment: 'production', warnings: ['two scenarios touch public.orders'] });
    await expect(planMarkdown(plan, { showValues: false })).toMatchFileSnapshot('snapshots/plan.md');
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
