import { expect } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Origin, Target } from '../../src/model/project.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { applyPlan, type ApplyRequest } from '../../src/run/apply-plan.ts';
import type { AppliedTarget } from '../../src/run/apply-target.ts';
import { rollback } from '../../src/run/rollback.ts';
import type { Undone } from '../../src/run/undo-run.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import type { TestDatabase } from '../support/engines.ts';

export const shop: Target = {
  name: 'shop',
  url: '',
  environment: 'test',
  protect: [],
  limits: {},
  bind: {},
  statementTimeout: 60,
};

export const origin: Origin = { repository: 'example.com/acme/dq', ref: 'main', commit: 'c0ffee', directory: '.' };

/** What the tests of planning and running start from; keys of `options` replace its defaults. */
export interface Bench {
  plan(scenarios: readonly Scenario[], options?: Partial<Parameters<typeof makePlan>[0]>): Promise<Plan>;
  apply(scenarios: readonly Scenario[], plan: Plan, options?: Partial<ApplyRequest>): Promise<readonly AppliedTarget[]>;
  /** Plans and applies. */
  converge(
    scenarios: readonly Scenario[],
    options?: Partial<Parameters<typeof makePlan>[0]>,
  ): Promise<readonly AppliedTarget[]>;
  rollback(
    connection: Connection,
    what?: string,
    options?: Partial<Parameters<typeof rollback>[1]>,
  ): Promise<readonly Undone[]>;
}

/** A scenario from its steps as YAML text. */
export function scenarioOf(name: string, steps: string, head = ''): Scenario {
  const indented = steps
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  const text = `apiVersion: faultline/v1\nkind: Scenario\nname: ${name}\ntarget: shop\n${head}\nsteps:\n${indented}\n`;
  return parseScenario(text, `scenarios/${name}.yaml`, catalog);
}

export function benchFor(database: TestDatabase): Bench {
  const plan: Bench['plan'] = (scenarios, options = {}) =>
    makePlan({
      faultline: '0.0.0',
      project: {
        name: 'acme-dq',
        root: '/',
        targets: [shop],
        scenarios: [],
        keepSnapshots: { amount: 7, unit: 'day' },
      },
      targets: [shop],
      catalog,
      scenarios,
      isComplete: true,
      origin,
      now: new Date(),
      prune: false,
      open: () => database.connect({ readOnly: true }),
      ...options,
    });
  const apply: Bench['apply'] = async (scenarios, planned, options = {}) => {
    const { results, failures } = await applyPlan({
      plan: planned,
      project: { name: 'acme-dq', keepSnapshots: { amount: 7, unit: 'day' }, targets: [shop] },
      catalog,
      scenarios,
      onConflict: 'abort',
      actor: 'tests',
      clock: () => new Date(),
      lockTimeout: 5,
      observe: () => {},
      open: () => database.connect(),
      ...options,
    });
    expect(failures).toEqual([]);
    return results;
  };
  return {
    plan,
    apply,
    converge: async (scenarios, options) => apply(scenarios, await plan(scenarios, options)),
    rollback: (connection, what, options = {}) =>
      rollback(connection, {
        schema: connection.server.ledgerSchema,
        what,
        project: 'acme-dq',
        onConflict: 'abort',
        actor: 'tests',
        clock: () => new Date(),
        lockTimeout: 5,
        emit: () => {},
        ...options,
      }),
  };
}
