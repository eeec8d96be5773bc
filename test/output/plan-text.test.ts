import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { RenderOptions } from '../../src/output/render-options.ts';
import { planText } from '../../src/output/plan-text.ts';
import { width } from '../../src/output/width.ts';
import { crmSync, duplicateOrders, everyAction, heldPrices, lateInvoices, shopPlan } from './fixtures/shop-plan.ts';
import { lostEmails } from './fixtures/shop-steps.ts';

const plain: RenderOptions = { colour: false, showValues: false, width: 100 };

describe('a plan as text', () => {
  test('shows a new scenario, what heals and what stays as the design draws it', async () => {
    const text = planText(shopPlan([crmSync, lateInvoices, duplicateOrders]), plain);
    await expect(text).toMatchFileSnapshot('snapshots/plan.txt');
  });

  test('shows every kind of action and step, with values, to the owner of the terminal', async () => {
    const text = planText(shopPlan(everyAction), { ...plain, showValues: true });
    await expect(text).toMatchFileSnapshot('snapshots/plan-every-action.txt');
  });

  test.each([64, 72, 100, 120, 200])('keeps within %d columns', (columns) => {
    const text = planText(shopPlan(everyAction), { ...plain, showValues: true, width: columns });
    expect(text.split('\n').filter((line) => width(line) > columns)).toEqual([]);
  });

  test('keeps within a narrow terminal', async () => {
    const plan = shopPlan(everyAction, { environment: 'production', warnings: ['two scenarios touch public.orders'] });
    const text = planText(plan, { ...plain, width: 80 });
    expect(text.split('\n').filter((line) => width(line) > 80)).toEqual([]);
    await expect(text).toMatchFileSnapshot('snapshots/plan-80-columns.txt');
  });

  test('says the same with and without colours', () => {
    const plan = shopPlan(everyAction);
    expect(stripVTControlCharacters(planText(plan, { ...plain, colour: true }))).toBe(planText(plan, plain));
  });

  test('says in one sentence that there is nothing to do', () => {
    expect(planText(shopPlan([duplicateOrders, heldPrices]), plain)).toContain(
      'Nothing to do: 1 scenario is active as written, 1 is held.',
    );
    expect(planText(shopPlan([heldPrices]), plain)).toContain('Nothing to do: 1 scenario is held.');
    const standing = { intact: 1_286, restored: 0, conflicting: 3, gone: 21 };
    expect(planText(shopPlan([{ ...duplicateOrders, standing }]), { ...plain, width: 200 })).toContain(
      'Nothing to do: 1 scenario is active as written; others have changed or removed 24 rows since, see faultline status.',
    );
    expect(planText(shopPlan([]), plain)).toContain(
      'Nothing to do: no scenario is for these targets, and none is active.',
    );
  });

  test('ends with the scenarios that are left out in some targets', () => {
    const absence = (target: string) => ({ scenario: 'crm-sync', target, reason: 'role fact is not bound' });
    const plan = shopPlan([heldPrices]);
    const [target] = plan.targets;
    const elsewhere = { ...target!, target: 'b', actions: [], absences: [absence('b')] };
    expect(planText({ ...plan, targets: [elsewhere] }, plain)).toMatch(
      /\ncrm-sync: placed in 0 of 1 target; not in b \(role fact is not bound\)\nTo place what is left out: faultline bind b\n\nNothing to do: no scenario is placed in these targets, and none is active\.\n$/,
    );
    const both = planText(
      { ...plan, targets: [target!, { ...elsewhere, absences: [{ ...absence('b'), scenario: heldPrices.scenario }] }] },
      plain,
    );
    expect(both).toContain(
      `${heldPrices.scenario}: placed in 1 of 2 targets; not in b (role fact is not bound)\nTo place what is left out: faultline bind b\n\nNothing`,
    );
  });

  test('lets no value from the database command the terminal', () => {
    const cells = [{ column: 'email', before: '\u001B[2Jgone\u202E', after: 'a\r\nb' }];
    const step = { ...lostEmails, samples: [{ symbol: '~', key: ['1'], cells } as const] };
    const text = planText(shopPlan([{ ...crmSync, steps: [step] } as typeof crmSync]), { ...plain, showValues: true });
    expect(text).toContain(String.raw`"\u001b[2Jgone\u202e" → "a\r\nb"`);
  });

  test('of masked samples shows neither keys nor values', () => {
    const text = planText(shopPlan(everyAction), plain);
    for (const secret of ['julia', 'kern', 'bücher', '8240931', '4711001', '52.10', 'please']) {
      expect(text).not.toContain(secret);
    }
  });
});
