import { describe, expect, it } from 'vitest';
import { withPlan } from '../../src/action/with-plan.ts';
import { appliedReport } from '../../src/cli/applied-report.ts';
import { cutMarkdown } from '../../src/output/cut-markdown.ts';
import { renderMarkdown } from '../../src/output/markdown-report.ts';
import { planReport } from '../../src/output/plan-report.ts';
import { everyAction, shopPlan } from '../output/fixtures/shop-plan.ts';
import { activeRun } from '../output/fixtures/shop-runs.ts';

describe('the report of an apply', () => {
  const one = shopPlan(everyAction).targets[0]!;
  const plan = {
    ...shopPlan([]),
    targets: Array.from({ length: 12 }, (_, index) => ({ ...one, target: `customer-${index}` })),
  };
  const applied = plan.targets.map(({ target }) => ({ target, injected: [activeRun], undone: [] }));
  const report = withPlan(appliedReport(applied), planReport(plan, { showValues: false }));

  it('has one verdict, and the whole plan under what was done', () => {
    const text = renderMarkdown(report);
    expect(text.match(/^## .*$/gmu)).toEqual(['## Faultline: done: 12 injected, 68,688 rows changed', '## The plan']);
    expect(text.indexOf('- injected `crm-sync-drops-emails` into `customer-11`')).toBeLessThan(
      text.indexOf('## The plan'),
    );
    expect(text).toContain('### `customer-11`');
  });

  it('shrinks the plan piece by piece where there is no room for all of it', () => {
    const text = cutMarkdown(report, { characters: 30_000 });
    expect(text).toContain('- injected `crm-sync-drops-emails` into `customer-11`');
    expect(text).toContain('#### inject `crm-sync-drops-emails`');
    expect(text).toMatch(/Left out: \d+ charts/u);
  });
});
