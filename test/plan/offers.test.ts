import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Inspection, Offer } from '../../src/model/inspection.ts';
import { offeredStep } from '../../src/output/offered-step.ts';
import { inspectTable } from '../../src/plan/inspect.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { loadWideBirdstrikes } from '../support/data-sets.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';

interface Offered {
  readonly table: string;
  readonly column: string | undefined;
  readonly offer: Offer;
}

/** They take a label out of the data, which no proposal shows. */
const askForLabel = ['funnel-drop', 'segment-collapse', 'segment-surge'];

/** The three that suit each of these columns best. */
const best: Readonly<Record<string, readonly string[]>> = {
  email: ['invalid-pattern', 'duplicate-value', 'null-spike'],
  token: ['invalid-pattern', 'duplicate-value', 'null-spike'],
  phone: ['invalid-pattern', 'format-change', 'duplicate-value'],
  date_text: ['format-change', 'null-spike', 'empty-string'],
  amount_text: ['mistyped-value', 'null-spike', 'empty-string'],
  note: ['mojibake', 'novel-category', 'missing-segment'],
  wildlife_size: ['novel-category', 'functional-dependency-violation', 'missing-segment'],
  latitude: ['geo-swap', 'outlier', 'out-of-range'],
  ended_at: ['order-violation', 'duplicate-value', 'null-spike'],
  unit_price: ['price-change', 'outlier', 'metric-spike'],
  total: ['outlier', 'total-mismatch', 'metric-spike'],
};

function offersOf(table: string, { offers, columns }: Inspection): readonly Offered[] {
  return [
    ...offers.map((offer) => ({ table, column: undefined, offer })),
    ...columns.flatMap((each) => each.offers.map((offer) => ({ table, column: each.column.name, offer }))),
  ];
}

describe.each(testEngines)('what is offered on $name', (engine) => {
  let database: TestDatabase;
  const inspections = new Map<string, Inspection>();
  let offered: readonly Offered[];

  beforeAll(async () => {
    database = await engine.createDatabase();
    const connection = await database.connect();
    await loadWideBirdstrikes(connection);
    await run(
      connection,
      'create table reports (id integer primary key, pilot_id bigint not null, strike bigint not null, cost decimal(12, 2))',
      'insert into reports select id, id % 97, (id * 7) % 900, cost_total from birdstrikes where id % 2 = 0',
      'create table visits (visit bigint not null, remark varchar(20))',
      "insert into visits select id, 'as usual' from birdstrikes where id < 2000",
    );
    for (const table of ['birdstrikes', 'reports', 'visits'])
      inspections.set(table, await inspectTable(connection, catalog, table));
    offered = [...inspections].flatMap(([table, inspection]) => offersOf(table, inspection));
    await connection.close();
  });
  afterAll(() => database.drop());

  async function planOf({ table, column, offer }: Offered) {
    const { name } = inspections.get(table)!.table;
    const list = { target: 'shop', table: name, written: table, column, title: '', offers: [offer] };
    const scenario = scenarioOf('offered', offeredStep(catalog, list, offer).join('\n'));
    const plan = await benchFor(database).plan([scenario]);
    return plan.targets[0]!.actions;
  }

  const planned = (each: Offered) => async () => {
    const words = `${each.offer.anomaly} on ${each.table}.${each.column}`;
    expect(await planOf(each), words).toMatchObject([{ action: 'inject', steps: [{ anomaly: each.offer.anomaly }] }]);
  };

  it('plans as it is, where it suits best', async () => {
    const ids = new Set(offered.map(({ offer }) => offer.anomaly));
    for (const id of ids) {
      const own = offered.filter(({ offer }) => offer.anomaly === id);
      await planned(own.toSorted((a, b) => b.offer.fit - a.offer.fit)[0]!)();
    }
    const left = [...catalog.values()].filter(({ id, effect }) => effect !== 'file' && !ids.has(id));
    expect(left.map(({ id }) => id)).toEqual(askForLabel);
  }, 120_000);

  it('plans as it is, wherever it is offered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...offered), (each) => planned(each)()),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);

  it('comes in order of fit, each with a reason, the best as expected', () => {
    const { columns } = inspections.get('birdstrikes')!;
    const found = columns.map(({ column, offers }) => [column.name, offers.slice(0, 3).map(({ anomaly }) => anomaly)]);
    expect(Object.fromEntries(found)).toMatchObject(best);
    for (const { offers } of [...inspections.values(), ...columns]) {
      const fits = offers.map(({ fit }) => fit);
      expect(fits).toEqual(fits.toSorted((a, b) => b - a));
      expect(offers.filter(({ fit, because }) => fit <= 0 || fit > 1 || because === '')).toEqual([]);
    }
  });

  it('names the other columns that belong to a column', () => {
    const others = (column: string, id: string) =>
      offered.find((each) => each.table === 'birdstrikes' && each.column === column && each.offer.anomaly === id)?.offer
        .others;
    expect(others('latitude', 'geo-swap')).toEqual({ longitude: 'longitude' });
    expect(others('ended_at', 'order-violation')).toEqual({ start: 'started_at' });
    expect(others('region', 'functional-dependency-violation')).toEqual({ determinant: 'origin_state' });
    expect(others('unit_price', 'price-change')).toEqual({ quantity: 'quantity', total: 'total' });
    expect(others('started_at', 'order-violation')).toBeUndefined();
    expect(others('phase_of_flight', 'functional-dependency-violation')).toBeUndefined();
  });
});
