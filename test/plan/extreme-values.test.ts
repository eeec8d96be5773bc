import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { PlannedStep } from '../../src/model/plan.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';
import { refusalOf } from './refusal.ts';

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    const numbers = '(select cast(n as integer) as n from generate_series(1, 40) as g (n)) as numbers';
    const loose = engine.name === 'postgres' ? 'app_loose' : 'nocase';
    if (engine.name === 'postgres')
      await run(
        connection,
        `create collation app_loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`,
      );
    await run(
      connection,
      'create table measurements (id integer primary key, taken_at timestamp, reading double precision, single real, widest decimal(38, 0), finest decimal(38, 37), whole bigint, tiny smallint)',
      `insert into measurements select n, timestamp '2026-11-01' + n * interval '1 hour',
        case n when 1 then cast('NaN' as double precision) when 2 then cast('Infinity' as double precision) when 3 then cast('-Infinity' as double precision) when 4 then 1e300 when 5 then cast('-0' as double precision) else n / 8.0 end,
        case n when 1 then cast('NaN' as real) when 2 then cast(3e38 as real) else n end,
        cast('99999999999999999999999999999999999999' as decimal(38, 0)), cast('9.9' as decimal(38, 37)), 9223372036854775800 - n, 32000 + n from ${numbers}`,
      `create table words (id integer primary key, word varchar(20) collate ${loose}, label varchar(20) collate ${loose})`,
      `insert into words select n, case n % 4 when 0 then 'Straße' when 1 then 'strasse' when 2 then 'STRASSE' else 'Weg' end, case when n % 2 = 0 then 'Ja' else 'ja' end from ${numbers}`,
      'create table many (id integer primary key, label varchar(20))',
      `insert into many select cast(n as integer), 'label ' || n from generate_series(1, 1001) as g (n)`,
    );
  });
  afterAll(() => database.drop());

  it.each([
    'anomaly: outlier, column: reading, during: all, volume: 50%, amplitude: 3',
    'anomaly: outlier, column: single, during: all, volume: 50%, amplitude: 0.5',
    'anomaly: level-shift, column: reading, during: all, volume: 100%, amplitude: 10',
    'anomaly: level-shift, column: reading, during: all, volume: 100%, amplitude: 10, shape: bell',
    'anomaly: null-spike, column: reading, during: all, volume: 50%, select: {towards: high, of: self}',
    'anomaly: null-spike, column: widest, during: all, volume: 50%',
    'anomaly: level-shift, column: whole, during: all, volume: 50%, amplitude: -10',
    'anomaly: duplicate-row, during: all, volume: 100%',
    'anomaly: volume-drop, during: all, volume: 100%',
  ])('numbers at the ends of their types are broken and healed: %s', async (step) => {
    const [planned] = await brokenAndHealed('measurements', step);
    expect(planned!.frozen.rows).toBeGreaterThan(0);
  });

  it.each([
    'anomaly: level-shift, column: widest, during: all, volume: 50%, amplitude: -50',
    'anomaly: level-shift, column: finest, during: all, volume: 50%, amplitude: -12.5, shape: decay',
  ])(
    'decimals without a spare digit are changed where the engine can reckon with them, else refused: %s',
    async (step) => {
      if (engine.name === 'postgres') {
        expect((await brokenAndHealed('measurements', step))[0]!.frozen.rows).toBe(20);
        return;
      }
      const problem = await refusalOf(() =>
        benchFor(database).plan([scenarioOf('extreme', `- {id: s, table: measurements, ${step}}`)]),
      );
      expect(problem).toMatchObject({ code: 'VALUE_OUT_OF_RANGE', exitCode: 3 });
    },
  );

  it.each([
    ['level-shift, column: widest, during: all, amplitude: 10', /widest/u],
    ['level-shift, column: tiny, during: all, amplitude: 50', /tiny/u],
    ['level-shift, column: whole, during: all, amplitude: 1', /whole/u],
    ['outlier, column: finest, during: all, amplitude: 100', /finest/u],
  ])('what their types cannot hold is refused, with a way out: %s', async (step, message) => {
    const scenario = scenarioOf('extreme', `- {id: s, table: measurements, anomaly: ${step}}`);
    const problem = await refusalOf(() => benchFor(database).plan([scenario]));
    expect(['VALUE_OUT_OF_RANGE', 'UNSUITABLE_COLUMN']).toContain(problem.code);
    expect(problem.message).toMatch(message);
    expect(problem.place).toEqual(scenario.placeOf(['steps', 0]));
  });

  it.each([
    'anomaly: typo, column: word, volume: 50%',
    'anomaly: null-spike, column: word, volume: 50%, select: {segment: word}',
    'anomaly: null-spike, column: word, volume: 50%, select: {towards: low, of: self}',
    'anomaly: category-swap, column: word, volume: 50%',
    'anomaly: category-swap, column: label, volume: 50%, with: {between: [Ja, ja]}',
    'anomaly: duplicate-row, volume: 50%',
  ])('texts whose collation takes unlike ones for equal are told apart: %s', async (step) => {
    const [planned] = await brokenAndHealed('words', step);
    expect(planned!.frozen).toMatchObject({ eligible: 40, rows: 20 });
    if (planned!.column === 'word' && planned!.anomaly === 'category-swap')
      expect(planned!.frozen.statistics['labels']).toEqual(['STRASSE', 'Straße', 'Weg', 'strasse']);
    if (planned!.column === 'word')
      expect(planned!.metrics!.table.before).toMatchObject({ distinct: 4, min: 'STRASSE', max: 'strasse' });
  });

  it('a column of more than a thousand labels is no category, one of a thousand is', async () => {
    const step = 'anomaly: category-swap, column: label, volume: 10%';
    const problem = await refusalOf(() =>
      benchFor(database).plan([scenarioOf('labels', `- {id: s, table: many, ${step}}`)]),
    );
    expect(problem).toMatchObject({
      code: 'UNSUITABLE_COLUMN',
      message: 'column "label" has more than 1000 different values: it is no category',
    });
    await run(connection, 'delete from many where id = 1001');
    const [planned] = await brokenAndHealed('many', step);
    expect(planned!.frozen).toMatchObject({ eligible: 1000, rows: 100 });
    await run(connection, 'insert into many values (1001, null)');
    expect((await brokenAndHealed('many', step))[0]!.frozen).toMatchObject({ eligible: 1000, rows: 100 });
  });

  it('labels outside of the condition do not count', async () => {
    await run(
      connection,
      `update many set label = 'rest ' || id where id > 1000`,
      `insert into many select cast(n as integer), 'rest ' || n from generate_series(2000, 2100) as g (n)`,
    );
    const [planned] = await brokenAndHealed(
      'many',
      `anomaly: category-swap, column: label, volume: 10%, where: "id <= 5"`,
    );
    expect(planned!.frozen.statistics['labels']).toEqual(['label 1', 'label 2', 'label 3', 'label 4', 'label 5']);
  });

  async function brokenAndHealed(name: string, step: string): Promise<readonly PlannedStep[]> {
    const table = { schema: connection.server.defaultSchema, name };
    const before = await checksum(connection, table);
    const bench = benchFor(database);
    const scenario = scenarioOf('extreme', `- {id: s, table: ${name}, ${step}}`);
    const plan = await bench.plan([scenario]);
    await bench.apply([scenario], plan);
    await bench.rollback(connection, 'extreme');
    await run(connection, 'drop schema faultline cascade');
    expect(await checksum(connection, table)).toBe(before);
    return plannedSteps(plan);
  }
});
