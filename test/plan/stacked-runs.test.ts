import { expect, test } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { stackedRuns } from '../../src/plan/stacked-runs.ts';
import { crmSync } from '../output/fixtures/shop-plan.ts';
import { activeRun } from '../output/fixtures/shop-runs.ts';

const here = { project: 'acme-dq', target: 'store' };

test('a run of the scenario under the name of another target is warned of', () => {
  expect(stackedRuns(here, [crmSync], [activeRun])).toEqual([
    expect.stringContaining(
      '"crm-sync-drops-emails" is active in this database already, as run 01K9Z7QX of target "shop"',
    ),
  ]);
});

test.each<[string, Partial<Run>]>([
  ['of the target itself', { target: 'store' }],
  ['of another project', { project: 'other-dq' }],
  ['of another scenario', { scenario: 'other' }],
  [
    'in other tables, as of targets that share a database',
    { steps: activeRun.steps.map((step) => ({ ...step, table: { schema: 'tenant_2', name: 'orders' } })) },
  ],
])('a run %s is none that is stacked upon', (_, differing) => {
  expect(stackedRuns(here, [crmSync], [{ ...activeRun, ...differing }])).toEqual([]);
});
