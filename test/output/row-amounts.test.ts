import { describe, expect, test } from 'vitest';
import { plannedRows, rowAmountsInWords } from '../../src/output/row-amounts.ts';
import { planMarkdown } from '../../src/output/plan-markdown.ts';
import { crmSync, lateInvoices, shopPlan } from './fixtures/shop-plan.ts';

describe('rows that a plan changes and rows that it puts back', () => {
  test.each([
    [{ changed: 0, back: 0 }, '0 rows changed'],
    [{ changed: 1, back: 0 }, '1 row changed'],
    [{ changed: 0, back: 34 }, '34 rows put back'],
    [{ changed: 2_030, back: 34 }, '2,030 rows changed, 34 put back'],
  ])('%j reads "%s"', (amounts, words) => {
    expect(rowAmountsInWords(amounts)).toBe(words);
  });

  test('both are in the verdict of a report, and in its table of targets', () => {
    const { targets } = shopPlan([crmSync, lateInvoices]);
    const [first] = targets;
    const plan = { ...shopPlan([]), targets: [first!, { ...first!, target: 'shop-b', actions: [lateInvoices] }] };
    const text = planMarkdown(plan, { showValues: false });
    expect(text).toMatch(/^## Faultline: 1 inject, 2 heal in `\S+`, `shop-b`, 824 rows changed, 194 put back\n/);
    expect(text).toMatch(/\| `shop-b` \| \S+ \| 1 heal \| 0 \| 97 \|/);
  });

  test('nothing is put back of tables that others made anew', () => {
    const rebuilt = { ...lateInvoices, isRebuilt: true } as typeof lateInvoices;
    expect(plannedRows([rebuilt])).toEqual({ changed: 0, back: 0 });
  });
});
