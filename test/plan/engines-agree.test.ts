import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Label } from '../../src/model/run.ts';
import { shapes } from '../../src/model/scenario.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import type { TableName } from '../../src/model/table.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { checksum } from '../support/checksum.ts';
import { loadBirdstrikes } from '../support/data-sets.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';

const table = 'table: birdstrikes';

/** Steps by what they show; every one is applied to the same 10,000 birdstrikes on every engine. */
const steps = {
  'null-spike at random': `- {id: s, anomaly: null-spike, ${table}, column: wildlife_size, during: all, volume: 10%}`,
  'null-spike towards high values of another column': `- {id: s, anomaly: null-spike, ${table}, column: wildlife_size, during: all, select: {towards: high, of: cost_total}}`,
  'null-spike towards low values of itself': `- {id: s, anomaly: null-spike, ${table}, column: speed_ias_in_knots, during: all, select: {towards: low, of: self}}`,
  'null-spike towards a text with NULLs': `- {id: s, anomaly: null-spike, ${table}, column: cost_other, during: all, select: {towards: high, of: effect_amount_of_damage}}`,
  'null-spike in runs of neighbours': `- {id: s, anomaly: null-spike, ${table}, column: origin_state, during: all, select: {clustered: 25}}`,
  'null-spike in whole segments': `- {id: s, anomaly: null-spike, ${table}, column: origin_state, during: all, volume: 30%, select: {segment: aircraft_airline_operator}}`,
  'null-spike in segments by date': `- {id: s, anomaly: null-spike, ${table}, column: origin_state, during: all, select: {segment: flight_date}}`,
  'null-spike of the last bucket': `- {id: s, anomaly: null-spike, ${table}, column: wildlife_size, volume: 50%}`,
  'null-spike in the first days of every month': `- {id: s, anomaly: null-spike, ${table}, column: wildlife_size, during: {from: 1999-01-01, to: 2001-06-15}, frequency: 1 month, duration: 5 days, volume: 50%}`,
  'null-spike on one condition': `- {id: s, anomaly: null-spike, ${table}, column: wildlife_size, during: all, volume: 33.3%, where: "origin_state = 'Texas' and cost_total > 0"}`,
  'outlier of decimals': `- {id: s, anomaly: outlier, ${table}, column: cost_total, during: all, volume: 5%}`,
  'outlier of whole numbers, upwards': `- {id: s, anomaly: outlier, ${table}, column: speed_ias_in_knots, during: all, amplitude: 4, with: {direction: up}}`,
  'outlier of floats': `- {id: s, anomaly: outlier, ${table}, column: cost_float, during: all}`,
  typo: `- {id: s, anomaly: typo, ${table}, column: wildlife_species, during: all, amplitude: 3, volume: 20%}`,
  'typo of names': `- {id: s, anomaly: typo, ${table}, column: airport_name, during: {last: 3 months}}`,
  'category-swap': `- {id: s, anomaly: category-swap, ${table}, column: phase_of_flight, during: all}`,
  'category-swap of many labels': `- {id: s, anomaly: category-swap, ${table}, column: aircraft_make_model, during: all}`,
  'category-swap of two labels': `- {id: s, anomaly: category-swap, ${table}, column: wildlife_size, during: all, with: {between: [Small, Large]}}`,
  'format-change of dates': `- {id: s, anomaly: format-change, ${table}, column: date_text, during: all, volume: 40%}`,
  'format-change of phone numbers': `- {id: s, anomaly: format-change, ${table}, column: phone, during: {last: 1 year}}`,
  'duplicate-row': `- {id: s, anomaly: duplicate-row, ${table}, during: all}`,
  'duplicate-row of the last days': `- {id: s, anomaly: duplicate-row, ${table}, duration: 30 days, volume: 100%}`,
  'volume-drop': `- {id: s, anomaly: volume-drop, ${table}, during: {last: 2 months}}`,
  'volume-drop in several windows': `- {id: s, anomaly: volume-drop, ${table}, during: {from: latest - 1 year, to: latest}, frequency: 2 weeks, duration: 3 days}`,
  'stale-table': `- {id: s, anomaly: stale-table, ${table}, amplitude: 30}`,
  'stale-table in months': `- {id: s, anomaly: stale-table, ${table}, amplitude: 2, bucket: month}`,
  'column-renamed': `- {id: s, anomaly: column-renamed, ${table}, column: origin_state}`,
  ...Object.fromEntries(
    shapes.map((shape) => [
      `level-shift in the shape ${shape}`,
      `- {id: s, anomaly: level-shift, ${table}, column: cost_total, shape: ${shape}, duration: 1 year, bucket: month}`,
    ]),
  ),
  ...Object.fromEntries(
    (['impulse', 'oscillating', 'intermittent'] as const).map((shape) => [
      `level-shift of floats in the shape ${shape}, again and again`,
      `- {id: s, anomaly: level-shift, ${table}, column: cost_float, shape: ${shape}, during: {from: 2000-01-01}, frequency: 3 months, duration: 2 months, volume: 60%, amplitude: -35, bucket: month}`,
    ]),
  ),
};

interface Side {
  readonly name: string;
  readonly database: TestDatabase;
  readonly connection: Connection;
  readonly table: TableName;
  readonly checksum: string;
}

describe('for the same table and seed', () => {
  const sides: Side[] = [];

  beforeAll(async () => {
    for (const engine of testEngines) {
      const database = await engine.createDatabase();
      const connection = await database.connect();
      const loaded = await loadBirdstrikes(connection);
      await run(
        connection,
        'alter table birdstrikes add column cost_float double precision',
        'alter table birdstrikes add column date_text varchar(20)',
        'alter table birdstrikes add column phone varchar(20)',
        `update birdstrikes set cost_float = cast(cost_total as double precision) / 8, date_text = cast(flight_date as varchar(20)),
          phone = '555-' || lpad(cast(id % 1000 as varchar(9)), 3, '0') || '-' || lpad(cast(id % 7919 as varchar(9)), 4, '0')`,
      );
      sides.push({
        name: engine.name,
        database,
        connection,
        table: loaded,
        checksum: await checksum(connection, loaded),
      });
    }
  });
  afterAll(() => Promise.all(sides.map(({ database }) => database.drop())));

  it.each(Object.entries(steps))('every engine picks the same rows and values: %s', async (_, step) => {
    const [first, ...others] = await Promise.all(sides.map((side) => labelsOf(side, step)));
    expect(first!.length).toBeGreaterThan(0);
    for (const other of others) expect(other).toEqual(first);
  });
});

async function labelsOf(side: Side, step: string): Promise<readonly Omit<Label, 'run' | 'table'>[]> {
  const { connection } = side;
  const bench = benchFor(side.database);
  const scenario = scenarioOf('agreement', step);
  const [applied] = await bench.converge([scenario], { now: new Date('2026-11-20T09:00:00Z') });
  const labels = [];
  for await (const { run: _, table: __, ...label } of readLabels(connection, applied!.injected[0]!)) labels.push(label);
  await bench.rollback(connection, 'agreement');
  await run(connection, `update faultline.runs set is_released = 1`);
  expect(await checksum(connection, side.table)).toBe(side.checksum);
  return labels.map((label) => ({
    ...label,
    before: rowText(label, label.before),
    after: rowText(label, label.after),
  }));
}

/** Whole rows as objects, so that a difference shows which value it is. */
function rowText(label: Label | Omit<Label, 'run' | 'table'>, text: string | null) {
  return label.column === null && text !== null ? JSON.parse(text) : text;
}
