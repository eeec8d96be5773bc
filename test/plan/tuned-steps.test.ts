import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Plan, PlannedStep } from '../../src/model/plan.ts';
import type { Target } from '../../src/model/project.ts';
import { savedPlanJson } from '../../src/output/plan-json.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { catalog } from '../../src/anomaly/registry.ts';
import { strengthsOf } from '../../src/plan/strengths.ts';
import { benchFor, scenarioOf, shop, type Bench } from '../run/workbench.ts';
import { loadBirdstrikes } from '../support/data-sets.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';
import { refusalOf } from './refusal.ts';

const june = 'bucket: month, table: birdstrikes, during: {column: flight_date, from: 2001-06-01, to: 2001-07-01}';
/** As many rows as the month before. */
const october = june.replace('2001-06-01', '2001-10-01').replace('2001-07-01', '2001-11-01');

describe.each(testEngines)('on $name', (engine) => {
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
    ['level-shift', `column: cost_total, ${june}`, 'amplitude', ''],
    ['volume-drop', october, 'volume', '%'],
  ] as const)('the %s that is chosen lies next to what monitors see', async (anomaly, about, strength, unit) => {
    const step = (value: string) => `anomaly: ${anomaly}, ${about}, ${strength}: ${value}`;
    const strengths = strengthsOf({ tuned: { strength } } as never, catalog.get(anomaly)!).map((each) =>
      each.volume && 'percent' in each.volume ? each.volume.percent : each.amplitude!,
    );
    const found = await planned(step('detectable'));
    const last = await planned(step('undetectable'));
    const chosen = { detectable: strengths.indexOf(valueOf(found)), undetectable: strengths.indexOf(valueOf(last)) };
    expect(chosen.detectable).toBe(chosen.undetectable + 1);
    expect(isSeen(found)).toBe(true);
    expect(isSeen(last)).toBe(false);
    const [weaker, stronger] = [chosen.undetectable, chosen.detectable].map((index) => `${strengths[index]}${unit}`);
    expect(await planned(step(weaker!))).toMatchObject({ digest: last.digest, predictions: last.predictions });
    expect(await planned(step(stronger!))).toMatchObject({ digest: found.digest, predictions: found.predictions });
  });

  it('what the plan chose is what apply does, and the file keeps its word', async () => {
    const scenarios = [
      scenarioOf('tuned', `- {id: s, anomaly: level-shift, column: cost_total, amplitude: detectable, ${june}}`),
    ];
    const plan = await bench.plan(scenarios);
    const [step] = plannedSteps(plan);
    expect(step!.which.at(-1)).toMatch(/^amplitude .+%, the smallest amplitude that a monitor sees$/u);
    await bench.apply(scenarios, plan);
    const [row] = await rows(
      connection,
      `select sum(cost_total) as total from birdstrikes where flight_date >= date '2001-06-01' and flight_date < date '2001-07-01'`,
    );
    expect(Number(row!['total'])).toBeCloseTo(Number(step!.metrics!.window.after.sum), 6);
    expect(Number(row!['total'])).not.toBe(Number(step!.metrics!.window.before.sum));
    const again = await bench.plan(scenarios);
    expect(again.targets[0]!.actions).toMatchObject([{ action: 'keep' }]);
    await bench.rollback(connection, 'tuned');
  });

  it('what makes a plan stale is told without the strength, which is still the chosen one', async () => {
    const scenarios = [
      scenarioOf('stale', `- {id: s, anomaly: level-shift, column: cost_total, amplitude: detectable, ${june}}`),
    ];
    const plan = await bench.plan(scenarios);
    await run(connection, `insert into birdstrikes (id, flight_date, cost_total) values (99999, date '2001-06-15', 1)`);
    const error: unknown = await bench.apply(scenarios, plan).catch((thrown: unknown) => thrown);
    await run(connection, 'delete from birdstrikes where id = 99999');
    const message = inspect(error, { depth: 6 });
    expect(message).toContain('eligible rows when planned');
    expect(message).not.toMatch(/a monitor sees when planned/u);
  });

  it('where rows arrive after the approval, what was approved is applied, not what would be chosen now', async () => {
    const living: Target = { ...shop, approval: 'bounds' };
    const scenarios = [
      scenarioOf('approved', `- {id: s, anomaly: level-shift, column: cost_total, amplitude: detectable, ${june}}`),
    ];
    const [plan, costs] = [await bench.plan(scenarios, { targets: [living] }), await costsByRow()];
    await run(
      connection,
      `insert into birdstrikes (id, flight_date, cost_total) values (99999, date '2001-06-15', 9999999)`,
    );
    expect(valueOf(plannedSteps(await bench.plan(scenarios))[0]!)).not.toBe(valueOf(plannedSteps(plan)[0]!));
    await bench.apply(scenarios, JSON.parse(savedPlanJson(plan)) as Plan, {
      isSaved: true,
      project: { name: 'acme-dq', keepSnapshots: { amount: 7, unit: 'day' }, targets: [living] },
    });
    const factor = 1 + Number(valueOf(plannedSteps(plan)[0]!)) / 100;
    const after = await costsByRow();
    for (const [id, cost] of costs) expect(after.get(id), id).toBeCloseTo(Math.round(cost * factor * 100) / 100, 1);
    await bench.rollback(connection, 'approved');
    await run(connection, 'delete from birdstrikes where id = 99999');
  });

  it.each([
    [
      'anomaly: typo, column: wildlife_species, amplitude: detectable',
      /no strength up to amplitude 5 edits is seen by a monitor/u,
    ],
    [
      'anomaly: null-spike, column: wildlife_size, volume: undetectable',
      /even the smallest volume that changes a row is seen: not null 1 of 0 rows, null percent 3\.47\d* of 3 z/u,
    ],
  ] as const)('what cannot be chosen is refused at its place: %s', async (step, message) => {
    const refusal = await refusalOf(() => bench.plan([scenarioOf('tuned', `- {id: s, ${step}, ${june}}`)]));
    expect(refusal).toMatchObject({ code: 'VALUE_OUT_OF_RANGE', message: expect.stringMatching(message) });
    expect(refusal.place).toBeDefined();
    expect(refusal.hint).toMatch(/^Write the (amplitude|volume) yourself/u);
  });

  async function costsByRow(): Promise<ReadonlyMap<string, number>> {
    const found = await rows(
      connection,
      `select id, cost_total as cost from birdstrikes
        where flight_date >= date '2001-06-01' and flight_date < date '2001-07-01' and cost_total > 0`,
    );
    return new Map(found.map(({ id, cost }) => [String(id), Number(cost)]));
  }

  async function planned(step: string): Promise<PlannedStep> {
    return plannedSteps(await bench.plan([scenarioOf('tuned', `- {id: s, ${step}}`)]))[0]!;
  }
});

it('only a strength that the anomaly has is left to the plan', () => {
  const text = (step: string) =>
    `apiVersion: faultline/v1\nkind: Scenario\nname: tuned\ntarget: shop\nsteps:\n  - {id: s, table: orders, ${step}}\n`;
  const read = (step: string) => parseScenario(text(step), 'tuned.yaml', catalog).steps[0];
  expect(read('anomaly: outlier, column: amount, amplitude: detectable')).toMatchObject({
    tuned: { strength: 'amplitude', to: 'detectable' },
    amplitude: { value: '8', unit: 'sd' },
  });
  expect(read('anomaly: null-spike, column: note, volume: undetectable')).toMatchObject({
    tuned: { strength: 'volume', to: 'undetectable' },
    volume: { percent: '10' },
  });
  expect(read('anomaly: null-spike, column: note')).not.toHaveProperty('tuned');
  expect(() => read('anomaly: outlier, column: amount, volume: detectable')).toThrow(/volume/u);
  expect(() => read('anomaly: null-spike, column: note, amplitude: detectable')).toThrow(/takes no amplitude/u);
});

function valueOf({ frozen }: PlannedStep): string {
  return frozen.volume && 'percent' in frozen.volume ? frozen.volume.percent : frozen.amplitude!;
}

function isSeen({ predictions }: PlannedStep): boolean {
  return predictions!.some(({ fires, firesBefore }) => fires && !firesBefore);
}
