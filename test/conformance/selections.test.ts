import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { catalog } from '../../src/anomaly/registry.ts';
import { isOfRows } from '../../src/model/is-of-rows.ts';
import type { PlannedStep } from '../../src/model/plan.ts';
import { exactRows } from '../../src/snapshot/volume.ts';
import { scenarioOf } from '../run/workbench.ts';
import { loadWideBirdstrikes } from '../support/data-sets.ts';
import { duckdb } from '../support/engines.ts';
import { stageOf, type Stage } from './stage.ts';
import { birdstrikeSteps } from './steps.ts';

const now = new Date('2026-11-20T09:00:00Z');

const mechanisms = {
  'at random': 'random',
  'towards high values': { towards: 'high', of: 'cost_other' },
  'towards low values': { towards: 'low', of: 'airport_name' },
  'in clusters': { clustered: 7 },
  'by segments': { segment: 'phase_of_flight' },
  'the last ones': 'last',
} as const;

/** One step for each anomaly of rows that lets a step choose them. */
const steps = new Map<string, string>();
for (const step of Object.values(birdstrikeSteps)) {
  const anomaly = catalog.get(/anomaly: ([a-z-]+)/u.exec(step)![1]!)!;
  const isFree = isOfRows(anomaly) && anomaly.selection?.isFixed !== true && anomaly.volume !== undefined;
  if (isFree && !steps.has(anomaly.id)) steps.set(anomaly.id, step);
}

/** The step with another selection and volume, and one occurrence. */
function withSelection(step: string, select: unknown, volume: string): string {
  const {
    frequency: _,
    duration: __,
    where: ___,
    ...rest
  } = parse(step.replace(/^- /u, '')) as Record<string, unknown>;
  return `- ${JSON.stringify({ ...rest, select, volume })}`;
}

describe('every way to choose rows goes with every anomaly of rows', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await stageOf(await duckdb.createDatabase(), (connection) => loadWideBirdstrikes(connection, 20));
  }, 60_000);
  afterAll(() => stage.database.drop());

  async function planned(step: string): Promise<PlannedStep> {
    const plan = await stage.bench.plan([scenarioOf('selections', step)], { now });
    const [action] = plan.targets[0]!.actions;
    if (action?.action !== 'inject') throw new Error(`planned to ${action?.action}`);
    return action.steps[0]!;
  }

  test.each([...steps])('%s', async (_, step) => {
    const digests = new Set<string>();
    let taken = 0;
    for (const select of Object.values(mechanisms)) {
      const { frozen, digest } = await planned(withSelection(step, select, '29%'));
      const { eligible, rows, participants, quotas } = frozen;
      taken = rows;
      if (quotas === undefined && participants === undefined) expect(rows).toBe(exactRows({ percent: '29' }, eligible));
      digests.add(digest);
    }
    if (taken > 20) expect(digests.size).toBe(Object.keys(mechanisms).length);
  });
});
