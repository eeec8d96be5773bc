import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { planSchemaFile } from '../../scripts/gen/plan-schema.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planJson, savedPlanJson } from '../../src/output/plan-json.ts';
import { planMarkdown } from '../../src/output/plan-markdown.ts';
import { planSchema } from '../../src/output/plan-schema.ts';
import { planText } from '../../src/output/plan-text.ts';
import { everyAction, shopPlan } from './fixtures/shop-plan.ts';

const validate = new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(planSchema);
const plan = shopPlan(everyAction);

describe('a plan as JSON', () => {
  test.each([true, false])('meets its schema (values shown: %s)', (showValues) => {
    validate(JSON.parse(planJson(plan, { showValues })));
    expect(validate.errors).toBeNull();
  });

  test('is refused by its schema with a key that no plan has', () => {
    expect(validate({ ...JSON.parse(planJson(plan, { showValues: false })), approved: true })).toBe(false);
  });

  test('holds the whole plan where values may be shown', () => {
    expect(JSON.parse(planJson(plan, { showValues: true }))).toEqual(JSON.parse(JSON.stringify(plan)));
  });

  test('hides keys, values and the ends of text columns otherwise, and nothing else', () => {
    const text = planJson(plan, { showValues: false });
    for (const secret of ['julia', 'kern', 'bücher', '8240931', '4711001', '52.10', 'please', 'aaron', 'zoe']) {
      expect(text).not.toContain(secret);
    }
    const masked = JSON.parse(text) as Plan;
    expect(masked.targets[0]?.actions.map(({ scenario }) => scenario)).toEqual(
      everyAction.map(({ scenario }) => scenario),
    );
    expect(text).toContain('"max": "260.11"');
  });

  test('leaves out the values of a category, which a saved plan needs', () => {
    const statistics = { labels: ['overdue', 'paid'], q1: '12.5', mean: '48.2113' };
    const [inject] = everyAction.filter((action) => action.action === 'inject');
    const [step] = inject!.steps;
    const steps = [{ ...step!, frozen: { ...step!.frozen, statistics } }];
    const categorical = (environment: 'staging' | 'production') => shopPlan([{ ...inject!, steps }], { environment });
    const statisticsIn = (text: string) => {
      const [action] = (JSON.parse(text) as Plan).targets[0]!.actions;
      return action!.action === 'inject' ? action!.steps[0]!.frozen.statistics : undefined;
    };
    expect(statisticsIn(savedPlanJson(categorical('staging')))).toEqual(statistics);
    expect(statisticsIn(planJson(categorical('staging'), { showValues: true }))).toEqual(statistics);
    expect(statisticsIn(planJson(categorical('staging'), { showValues: false }))).toEqual({
      q1: '12.5',
      mean: '48.2113',
    });
    expect(statisticsIn(planJson(categorical('production'), { showValues: false }))).toEqual({ mean: '48.2113' });
  });

  test.each(['json', 'saved', 'text', 'markdown'])('hides the ends of numbers in production: %s', (form) => {
    const production = shopPlan(everyAction, { environment: 'production' });
    const render = (of: Plan) => {
      if (form === 'json') return planJson(of, { showValues: false });
      if (form === 'saved') return savedPlanJson(of);
      if (form === 'markdown') return planMarkdown(of, { showValues: false });
      return planText(of, { showValues: false, colour: false, width: 120 });
    };
    expect(render(plan)).toMatch(/260\.11/);
    expect(render(production)).not.toMatch(/260\.11|131\.07|812\.4|\b244\b/);
    if (form === 'json' || form === 'saved') {
      validate(JSON.parse(render(production)));
      expect(validate.errors).toBeNull();
    }
  });

  test('has its schema in the repository as it is generated', () => {
    const { path, text } = planSchemaFile();
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text);
  });
});
