import { describe, expect, test } from 'vitest';
import { appliedMarkdown, appliedReport } from '../../src/cli/applied-report.ts';
import { cutMarkdown } from '../../src/output/cut-markdown.ts';
import { activeRun } from './fixtures/shop-runs.ts';

const healed = {
  run: '01K9X1AA',
  scenario: 'late-invoices',
  restored: 97,
  already: 2,
  skipped: 0,
  gone: 0,
  isHealed: false,
};
const idle = { target: 'archive', injected: [], undone: [] };

describe('what an apply did, as Markdown', () => {
  test('is a verdict and a line for each run', () => {
    expect(appliedMarkdown([{ target: 'shop', injected: [activeRun], undone: [healed] }, idle])).toBe(
      [
        '',
        '## Faultline: done: 1 injected, 1 healed, 5,724 rows changed, 97 put back',
        '',
        '- healed `late-invoices` in `shop`: 97 rows back, 2 rows already as before (run `01K9X1AA`)',
        '- injected `crm-sync-drops-emails` into `shop`: 5,724 rows (run `01K9Z7QX`)',
        '',
      ].join('\n'),
    );
  });

  test('is nothing where nothing was done', () => {
    expect(appliedMarkdown([idle])).toBe('');
  });

  test('tells which targets failed, and why', () => {
    const problems = [{ code: 'CONNECTION_FAILED', message: 'no answer from <db>' }] as const;
    expect(appliedMarkdown([idle], [{ target: 'shop', problems }])).toBe(
      [
        '',
        '## Faultline: nothing done, 1 target failed',
        '',
        '> [!CAUTION]',
        String.raw`> - ${'`shop`'}: CONNECTION\_FAILED: no answer from &lt;db&gt;`,
        '',
      ].join('\n'),
    );
  });

  test('counts the runs of targets for which there is no room', () => {
    const targets = Array.from({ length: 40 }, (_, index) => ({
      target: `customer-${index}`,
      injected: Array.from({ length: 10 }, () => activeRun),
      undone: [],
    }));
    const cut = cutMarkdown(appliedReport(targets), { characters: 4_000 });
    expect(cut.length).toBeLessThanOrEqual(4_000);
    expect(cut).toContain('- `customer-39`: 10 injected');
    expect(cut).toMatch(/Left out: 3\d lists\. /);
  });
});
