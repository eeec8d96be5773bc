import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { planMarkdown } from '../../src/output/plan-markdown.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import { loadBirdstrikes, loadFlights } from '../support/data-sets.ts';
import { createDuckDbDatabase, type TestDatabase } from '../support/engines.ts';
import { readMermaid } from './mermaid-grammar.ts';

const now = new Date('2026-11-20T09:00:00Z');

const strikes = (volume: string) =>
  scenarioOf(
    'strikes-without-size',
    `
- id: sizes
  anomaly: null-spike
  table: birdstrikes
  column: wildlife_size
  volume: ${volume}
  bucket: month
- id: repairs
  anomaly: outlier
  table: birdstrikes
  column: cost_total
  where: "cost_total > 0"
  volume: 3 rows
  bucket: month
`,
    'expires: 7 days\n',
  );

const flights = scenarioOf(
  'a-day-of-flights-lost',
  `
- id: missing
  anomaly: volume-drop
  table: flights
  volume: 60%
  bucket: hour
  during: {column: date, last: 6 buckets}
- id: delays
  anomaly: level-shift
  table: flights
  column: delay
  amplitude: 40 %
  bucket: hour
  during: {column: date, last: 12 buckets}
`,
);

describe('the report on a change of two scenarios', () => {
  let database: TestDatabase;
  let bench: Bench;

  beforeAll(async () => {
    database = await createDuckDbDatabase();
    const connection = await database.connect();
    await loadBirdstrikes(connection);
    await loadFlights(connection, 20_000);
    await connection.close();
    bench = benchFor(database);
  });
  afterAll(() => database.drop());

  const planned = async (...scenarios: readonly Scenario[]): Promise<Plan> => bench.plan(scenarios, { now });

  it('shows what the file had when it was applied last, and what both would do to the data', async () => {
    const before = strikes('5%');
    await bench.apply([before], await planned(before), { clock: () => now });
    const plan = await planned(strikes('12%'), flights);
    const server = { product: 'DuckDB', version: '1.5', database: 'airports' };
    const report = planMarkdown(
      { ...plan, targets: plan.targets.map((target) => ({ ...target, server })) },
      { showValues: false },
    );
    await expect(report).toMatchFileSnapshot('snapshots/plan-of-flights.md');
    const charts = report
      .split('```mermaid\n')
      .slice(1)
      .map((text) => text.split('\n```')[0]!.split('\n'));
    expect(charts.map((lines) => readMermaid(lines).labels.length)).toHaveLength(4);
  });

  it('does not hold the diff to be part of what is approved', async () => {
    const plan = await planned(strikes('12%'));
    const [action] = plan.targets[0]!.actions;
    expect(action).toMatchObject({ action: 'replace', fileDiff: expect.stringContaining('+    volume: 12%') });
    const withoutDiff = plan.targets.map((target) => ({
      ...target,
      actions: target.actions.map((each) => ('fileDiff' in each ? { ...each, fileDiff: undefined } : each)),
    }));
    const [applied] = await bench.apply([strikes('12%')], { ...plan, targets: withoutDiff });
    expect(applied?.injected).toHaveLength(1);
  });

  it('tells files that are as they were applied, and those that were removed, from what differs', async () => {
    const changesOf = async (...scenarios: readonly Scenario[]) =>
      (await planned(...scenarios)).targets[0]!.actions.map(({ action, fileChange }) => [action, fileChange]);
    expect(await changesOf(strikes('12%'))).toEqual([['keep', undefined]]);
    expect(await changesOf(strikes('5%'), flights)).toEqual([
      ['inject', 'new'],
      ['replace', 'changed'],
    ]);
    expect(await changesOf()).toEqual([['heal', 'removed']]);
  });

  it('shows the diff too where nothing of the last version is active any more', async () => {
    const connection = await database.connect();
    await bench.rollback(connection);
    await connection.close();
    expect((await planned(strikes('12%'))).targets[0]!.actions[0]).not.toHaveProperty('fileDiff');
    expect((await planned(strikes('1%'))).targets[0]!.actions[0]).toMatchObject({
      action: 'inject',
      fileDiff: expect.stringContaining('-    volume: 12%\n+    volume: 1%'),
    });
  });
});
