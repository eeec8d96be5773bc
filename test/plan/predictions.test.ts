import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { MonitorName, Prediction } from '../../src/model/prediction.ts';
import { jensenShannon } from '../../src/monitor/label-drift.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import { loadBirdstrikes } from '../support/data-sets.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';
import { rows } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';

/** One month of birdstrikes with thirteen before it. */
const during = `during: {column: flight_date, from: 2001-06-01, to: 2001-07-01}`;

/** What a month's figure is in plain SQL; the sample's deviation, as Elementary takes it. */
const figures: Partial<Record<MonitorName, string>> = {
  volume: 'count(*)',
  'null percent': 'round(100.0 * count(case when cost_total is null then 1 end) / count(*), 3)',
  average: 'avg(cost_total)',
  sum: 'sum(cost_total)',
  'standard deviation': 'stddev_samp(cost_total)',
  minimum: 'min(cost_total)',
  maximum: 'max(cost_total)',
};

/** Those that read the SQL below. */
const engines = allTestEngines.filter(({ name }) => name !== 'sqlserver' && name !== 'oracle');

describe.each(engines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    await loadBirdstrikes(connection);
  });
  afterAll(async () => {
    await connection.close();
    await database.drop();
  });

  it.each([
    ['volume-drop', ['volume']],
    ['duplicate-row, volume: 60%', ['volume']],
    ['null-spike, column: cost_total, volume: 40%', ['null percent', 'average', 'sum']],
    [
      'outlier, column: cost_total, volume: 5%, amplitude: 40, with: {direction: up}',
      ['average', 'sum', 'standard deviation', 'maximum'],
    ],
    ['level-shift, column: cost_total, amplitude: 60%', ['average', 'sum', 'standard deviation', 'maximum']],
  ] as const)('the z-scores predicted for %s are those of the table after it', async (step, expected) => {
    const scenarios = [scenarioOf('seen', `- {id: s, bucket: month, table: birdstrikes, anomaly: ${step}, ${during}}`)];
    const plan = await bench.plan(scenarios);
    const predicted = predictionsOf(plan).filter(({ unit, monitor }) => unit === 'z' && monitor in figures);
    expect(predicted.map(({ monitor }) => monitor)).toEqual(expect.arrayContaining([...expected]));
    for (const { monitor, scoreBefore } of predicted) expect(scoreBefore, monitor).toBeCloseTo(await zOf(monitor), 4);
    await bench.apply(scenarios, plan);
    for (const { monitor, score } of predicted) expect(score, monitor).toBeCloseTo(await zOf(monitor), 4);
    await bench.rollback(connection, 'seen');
  });

  it('the distance predicted is that of the sorted values before and after', async () => {
    const scenarios = [
      scenarioOf(
        'drift',
        `- {id: s, bucket: month, table: birdstrikes, anomaly: outlier, column: speed_ias_in_knots, volume: 30%, ${during}}`,
      ),
    ];
    const plan = await bench.plan(scenarios);
    const before = await speeds();
    await bench.apply(scenarios, plan);
    const after = await speeds();
    await bench.rollback(connection, 'drift');
    const distance = before.reduce((sum, value, index) => sum + Math.abs(value - after[index]!), 0) / before.length;
    const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
    const deviation = Math.sqrt(before.reduce((sum, value) => sum + (value - mean) ** 2, 0) / before.length);
    const found = predictionsOf(plan).find(({ monitor }) => monitor === 'distribution');
    expect(found).toMatchObject({ fires: distance / deviation >= 0.1 });
    expect(found!.score).toBeCloseTo(distance / deviation, 4);
  });

  it('the drift of labels predicted is that of their shares before and after', async () => {
    const scenarios = [
      scenarioOf(
        'labels',
        `- {id: s, bucket: month, table: birdstrikes, anomaly: category-swap, column: phase_of_flight, volume: 80%, ${during}}`,
      ),
    ];
    const plan = await bench.plan(scenarios);
    const before = await phases();
    await bench.apply(scenarios, plan);
    const after = await phases();
    await bench.rollback(connection, 'labels');
    const labels = [...new Set([...before.keys(), ...after.keys()])];
    const counts = labels.map((label) => ({ before: before.get(label) ?? 0, after: after.get(label) ?? 0 }));
    const distance = jensenShannon(counts)!;
    expect(distance).toBeGreaterThan(0);
    const found = predictionsOf(plan).find(({ monitor }) => monitor === 'labels');
    expect(found).toMatchObject({ fires: distance >= 0.1 });
    expect(found!.score).toBeCloseTo(distance, 5);
  });

  it('the freshness predicted is the longest silence of a month, in a table that loses its newest rows', async () => {
    const plan = await bench.plan([
      scenarioOf('stale', '- {id: s, bucket: month, table: birdstrikes, anomaly: stale-table, amplitude: 2 buckets}'),
    ]);
    const lost = new Date(plannedSteps(plan)[0]!.frozen.windows![0]!.from!);
    const found = await rows(
      connection,
      'select distinct cast(flight_date as char(10)) as day from birdstrikes order by 1',
    );
    const days = found.map(({ day }) => new Date(`${String(day)}T00:00:00Z`));
    const prediction = predictionsOf(plan).find(({ monitor }) => monitor === 'freshness')!;
    expect(prediction.scoreBefore).toBeCloseTo(z(silences(days, lost)), 4);
    expect(prediction.score).toBeCloseTo(
      z(
        silences(
          days.filter((day) => day < lost),
          lost,
        ),
      ),
      4,
    );
    expect(predictionsOf(plan).map(({ monitor }) => monitor)).toEqual(
      expect.arrayContaining(['volume', 'source freshness']),
    );
  });

  function predictionsOf(plan: Awaited<ReturnType<Bench['plan']>>): readonly Prediction[] {
    return plannedSteps(plan)[0]!.predictions!;
  }

  /** The month of the step among the fourteen that end with it, as Elementary reckons it. */
  async function zOf(monitor: MonitorName): Promise<number> {
    const months = await rows(
      connection,
      `select extract(year from flight_date) * 12 + extract(month from flight_date) as month, ${figures[monitor]} as figure
        from birdstrikes
        where flight_date >= date '2000-05-01' and flight_date < date '2001-07-01'
        group by 1 order by 1`,
    );
    const values = months.map(({ figure }) => Number(figure));
    expect(values).toHaveLength(14);
    return z(values);
  }

  async function phases(): Promise<ReadonlyMap<string, number>> {
    const found = await rows(
      connection,
      `select phase_of_flight as phase, count(*) as amount from birdstrikes
        where flight_date >= date '2001-06-01' and flight_date < date '2001-07-01' and phase_of_flight is not null
        group by phase_of_flight`,
    );
    return new Map(found.map(({ phase, amount }) => [String(phase), Number(amount)]));
  }

  async function speeds(): Promise<readonly number[]> {
    const found = await rows(
      connection,
      `select speed_ias_in_knots as speed from birdstrikes
        where flight_date >= date '2001-06-01' and flight_date < date '2001-07-01' and speed_ias_in_knots is not null
        order by 1`,
    );
    return found.map(({ speed }) => Number(speed));
  }
});

/** The last value against all of them, with the deviation of a sample; 0 where all are alike. */
function z(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return variance === 0 ? 0 : (values.at(-1)! - mean) / Math.sqrt(variance);
}

/** The longest time without a row in each of the fourteen months that end with the one of `last`, in milliseconds. */
function silences(days: readonly Date[], last: Date): readonly number[] {
  return Array.from({ length: 14 }, (_, index) => {
    const start = Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - 13 + index);
    const end = Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - 12 + index);
    const until = days.map(Number).filter((day) => day < end);
    const steps = until.map((day, position) => ({ day, gap: day - (until[position - 1] ?? day) }));
    return Math.max(end - until.at(-1)!, ...steps.filter(({ day }) => day >= start).map(({ gap }) => gap));
  });
}
