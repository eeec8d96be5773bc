import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { planSchemaFile } from '../../scripts/gen/plan-schema.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planJson } from '../../src/output/plan-json.ts';
import { planSchema } from '../../src/output/plan-schema.ts';
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

  test('has its schema in the repository as it is generated', () => {
    const { path, text } = planSchemaFile();
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text);
  });
});
