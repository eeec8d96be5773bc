import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatDuration } from '../../../src/model/duration.ts';
import { FaultlineError } from '../../../src/model/errors.ts';
import type { Connection } from '../../../src/model/engine.ts';
import type { Scenario } from '../../../src/model/scenario.ts';
import { readRuns } from '../../../src/ledger/runs.ts';
import { convergeTarget, type Converged } from '../../../src/run/converge-target.ts';
import { checksum } from '../../support/checksum.ts';
import { testEngines, type TestDatabase } from '../../support/engines.ts';
import { openFeed, sweepOnce, type Feed } from '../sweep/feed.ts';
import { benchFor, scenarioOf, type Bench } from '../workbench.ts';
import { openStage, type Stage } from './stage.ts';

const step = (id: string, every: string, column = 'kind') =>
  `- {id: ${id}, anomaly: null-spike, table: feed, column: ${column}, during: all, volume: 100%${every}}`;
const late = scenarioOf(
  'late-feed',
  '- {id: late, anomaly: stale-table, table: feed, amplitude: 3 buckets, sweep: 1 minute}',
  'schedule: {cron: "0 9 * * *", keep: 30 minutes}',
);
const start = '2026-11-23T09:00:00Z';

describe.each(testEngines)('watch that sweeps on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let feed: Feed;
  let stages: Stage[];

  beforeEach(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    feed = await openFeed(connection);
    stages = [];
  });
  afterEach(async () => {
    await Promise.all(stages.map((stage) => stage.end()));
    await database.drop();
  });

  function watch(scenarios: readonly Scenario[]): Stage {
    const stage: Stage = openStage({
      start,
      scenarios,
      converge: (files): Promise<Converged> =>
        convergeTarget({
          plan: () => bench.plan(files.scenarios, { now: stage.time.clock() }),
          approve: async () => {},
          apply: async (plan) => {
            const results = await bench.apply(files.scenarios, plan, { clock: () => stage.time.clock() });
            return { results, failures: [] };
          },
          onStale: () => {},
        }),
      sweep: async (files, _, isDue) =>
        sweepOnce(await database.connect(), files.scenarios, { isDue, clock: () => stage.time.clock() }),
    });
    stages.push(stage);
    return stage;
  }

  it('takes arrivals within the interval while the slot lasts, once by two watchers, and gives all back when it is over', async () => {
    const [stage, other] = [watch([late]), watch([late])];
    await stage.runTo('2026-11-23T09:00:10Z');
    await other.runTo('2026-11-23T09:00:10Z');
    await feed.arrive(7);
    await Promise.all([stage.runTo('2026-11-23T09:01:30Z'), other.runTo('2026-11-23T09:01:30Z')]);
    const taken = [...stage.told('swept'), ...other.told('swept')].flatMap(({ swept }) => swept.taken);
    expect(taken.map(({ rows }) => rows)).toEqual([7]);
    await feed.arrive(2);
    await stage.runTo('2026-11-23T09:29:59Z');
    const [run] = await readRuns(connection, connection.server.ledgerSchema);
    expect(run).toMatchObject({ state: 'applied', rows: 45, steps: [{ sweep: { sweeps: 2, rows: 9 } }] });
    await stage.runTo('2026-11-23T10:00:00Z');
    expect(await checksum(connection, feed.events)).toBe(await checksum(connection, feed.twin));
    await feed.arrive(3);
    await stage.runTo('2026-11-23T20:00:00Z');
    expect(await checksum(connection, feed.events)).toBe(await checksum(connection, feed.twin));
    expect(stage.told('sweep failed').concat(other.told('sweep failed'))).toEqual([]);
  });
});

describe('the clock of sweeps', () => {
  const lasting = (...steps: readonly string[]) => scenarioOf('kept', steps.join('\n'));
  const kept = { plan: { targets: [{ actions: [{ action: 'keep', scenario: 'kept' }] }] }, applied: [] };
  const converge = async () => kept as unknown as Converged;

  it('wakes each interval by itself, and never where no active step takes arrivals', async () => {
    const calls: string[] = [];
    const both = lasting(step('often', ', sweep: 20 minutes'), step('seldom', ', sweep: 1 hour', 'amount'));
    const stage: Stage = openStage({
      start,
      scenarios: [both],
      converge,
      async sweep({ scenarios }, _, isDue) {
        const steps = scenarios.flatMap((scenario) => scenario.steps.flatMap(({ sweep }) => sweep ?? []));
        calls.push(
          `${stage.time.clock().toISOString().slice(11, 16)} ${steps.filter(isDue).map(formatDuration).join(' ')}`,
        );
        return { taken: [], refused: [] };
      },
    });
    await stage.runTo('2026-11-23T11:05:00Z');
    expect(calls).toEqual([
      '09:20 20 minutes',
      '09:40 20 minutes',
      '10:00 20 minutes 1 hour',
      '10:20 20 minutes',
      '10:40 20 minutes',
      '11:00 20 minutes 1 hour',
    ]);
    expect(stage.told('begun'), 'a sweep is no round').toHaveLength(1);
    expect(stage.told('swept'), 'of nothing nothing is told').toEqual([]);
    await stage.change({ scenarios: [lasting(step('often', ''))] });
    await stage.runTo('2026-11-24T11:00:00Z');
    expect(calls).toHaveLength(6);
    await stage.end();
  });

  it('tells a refusal once, and after a failure looks at the target as a whole', async () => {
    const refusal = { run: 'r', scenario: 'kept', error: new FaultlineError('LIMIT_EXCEEDED', 'too many rows', {}) };
    let minute = 0;
    const stage: Stage = openStage({
      start,
      scenarios: [lasting(step('often', ', sweep: 1 minute'))],
      converge,
      async sweep() {
        minute += 1;
        if (minute === 4) throw new FaultlineError('CONNECTION_LOST', 'gone', {});
        return { taken: [], refused: minute < 4 ? [refusal] : [] };
      },
    });
    await stage.runTo('2026-11-23T09:10:30Z');
    expect(minute).toBe(10);
    expect(stage.told('swept').map(({ at, swept }) => `${at.slice(11, 16)} ${swept.refused.length}`)).toEqual([
      '09:01 1',
      '09:05 0',
    ]);
    expect(stage.told('sweep failed').map(({ error }) => error.code)).toEqual(['CONNECTION_LOST']);
    expect(stage.told('begun').map(({ at }) => at.slice(11, 16))).toEqual(['09:00', '09:04']);
    await stage.end();
  });
});
