import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Anomaly } from '../../src/model/anomaly.ts';
import type { PlannedStep } from '../../src/model/plan.ts';
import { scenarioOf } from '../run/workbench.ts';
import { loadWideBirdstrikes } from '../support/data-sets.ts';
import { duckdb } from '../support/engines.ts';
import { stageOf, type Stage } from './stage.ts';
import { birdstrikeSteps } from './steps.ts';

const now = new Date('2026-11-20T09:00:00Z');

/** One step for each anomaly; of churn one in a column with so many entities that a few of a hundred are some. */
const first = new Map([
  ['churn-surge', '- {id: s, anomaly: churn-surge, table: birdstrikes, column: aircraft_make_model, bucket: month}'],
  ['metric-dip', '- {id: s, anomaly: metric-dip, table: birdstrikes, column: quantity, bucket: month}'],
]);
for (const step of Object.values(birdstrikeSteps)) {
  const id = /anomaly: ([a-z-]+)/u.exec(step)![1]!;
  if (!first.has(id)) first.set(id, step);
}

/** The same step without what the placebo sets by itself, as it is and as the near miss. */
function both(step: string, { placebo }: Anomaly): readonly [real: string, placebo: string] {
  const { description: _, with: parameters, ...own } = placebo;
  const written = parse(step.replace(/^- /u, '')) as Record<string, unknown>;
  const given = omit((written['with'] ?? {}) as Record<string, unknown>, Object.keys(parameters ?? {}));
  const real = { ...omit(written, Object.keys(own)), with: given };
  return [`- ${JSON.stringify(real)}`, `- ${JSON.stringify({ ...real, placebo: true })}`];
}

function omit(object: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

describe('placebos of the birdstrikes', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await stageOf(await duckdb.createDatabase(), loadWideBirdstrikes);
  }, 60_000);
  afterAll(() => stage.database.drop());

  async function planned(step: string): Promise<PlannedStep> {
    const plan = await stage.bench.plan([scenarioOf('placebo', step)], { now });
    const [action] = plan.targets[0]!.actions;
    if (action?.action !== 'inject') throw new Error(`planned to ${action?.action}`);
    return action.steps[0]!;
  }

  test.each([...first])('%s has a near miss, which is another change than itself', async (id, step) => {
    const [asItIs, nearMiss] = both(step, catalog.get(id)!);
    const [real, placebo] = [await planned(asItIs), await planned(nearMiss)];
    expect([real.placebo, placebo.placebo]).toEqual([undefined, true]);
    expect(placebo.digest).not.toBe(real.digest);
    expect(placebo.schemaDigest).toBe(real.schemaDigest);
  });
});
