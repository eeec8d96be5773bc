import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Connection } from '../../src/model/engine.ts';
import { inspectTable } from '../../src/plan/inspect.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';
import { refusalOf } from './refusal.ts';

const goesBy = {
  where: 'anomaly: null-spike, column: note, where: gross > 100',
  'a selection': 'anomaly: null-spike, column: note, select: {towards: high, of: gross}',
  'a segment': 'anomaly: null-spike, column: note, select: {segment: gross}',
} as const;

describe.each(testEngines)('on $name orders with a gross price that the database computes', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;

  beforeEach(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    const stored = engine.name === 'duckdb' ? 'virtual' : 'stored';
    await run(
      connection,
      `create table orders (id bigint primary key, net integer, note varchar(20), gross integer generated always as (net * 2) ${stored})`,
      "insert into orders (id, net, note) select n, n * 3, 'note ' || cast(n as varchar(3)) from generate_series(1, 40) as g (n)",
    );
  });
  afterEach(() => database.drop());

  const step = (id: string, text: string) => `- {id: ${id}, table: orders, during: all, ${text}}`;
  const raised = step('a', 'anomaly: outlier, column: net, volume: 50%');

  it.each(Object.values(goesBy))('are not chosen by it after a step that changes them: %s', async (text) => {
    const scenario = scenarioOf('priced', `${raised}\n${step('b', text)}`);
    expect(await refusalOf(() => bench.plan([scenario]))).toMatchObject({
      code: 'UNSUPPORTED',
      place: scenario.placeOf(['steps', 1]),
      message: expect.stringContaining('goes by ') as unknown,
    });
  });

  it('do not get another price in copies either, and nothing offers it', async () => {
    await run(
      connection,
      `create table lines (id bigint primary key, note varchar(20), title varchar(20) generated always as (note) ${engine.name === 'duckdb' ? 'virtual' : 'stored'})`,
      "insert into lines (id, note) select n, 'note ' || cast(n as varchar(3)) from generate_series(1, 40) as g (n)",
    );
    const scenario = scenarioOf('copied', '- {id: a, anomaly: near-duplicate, table: lines, column: title}');
    expect(await refusalOf(() => bench.plan([scenario]))).toMatchObject({
      code: 'UNSUITABLE_COLUMN',
      message: expect.stringContaining('computed by the database') as unknown,
    });
    const { columns } = await inspectTable(connection, catalog, 'lines');
    const offered = (name: string) =>
      columns.find(({ column }) => column.name === name)!.offers.map(({ anomaly }) => anomaly);
    expect(offered('note')).toContain('near-duplicate');
    expect(offered('title').filter((id) => catalog.get(id)!.effect !== 'alter')).toEqual([]);
  });

  it('are not chosen by it where the same apply brings deleted ones back', async () => {
    await bench.converge([scenarioOf('priced', step('a', 'anomaly: volume-drop, volume: 50%'))]);
    const scenario = scenarioOf('priced', step('b', goesBy.where));
    expect(await refusalOf(() => bench.plan([scenario]))).toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('are chosen by it where nothing changes them first, or where some only go away', async () => {
    await bench.converge([scenarioOf('priced', step('b', goesBy.where))]);
    await bench.rollback(connection);
    const drop = step('a', 'anomaly: volume-drop, volume: 50%');
    await bench.converge([scenarioOf('priced', `${drop}\n${step('b', goesBy.where)}`)]);
  });

  it('are chosen by other columns after a step that changes them', async () => {
    const text = "anomaly: null-spike, column: note, where: id > 20 and note <> 'grossly'";
    const scenario = scenarioOf('priced', `${raised}\n${step('b', text)}`);
    const plan = await bench.plan([scenario]);
    expect(plannedSteps(plan)[1]!.frozen.rows).toBeGreaterThan(0);
    await bench.apply([scenario], plan);
  });
});
