import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';

const now = new Date('2026-11-20T09:30:00Z');
const columns = ['placed_on', 'placed_at', 'stored_at'] as const;

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    await run(
      connection,
      'create table orders (id integer primary key, placed_on date, placed_at timestamp, stored_at timestamptz, email varchar(40))',
      // One order an hour for 20 days up to 08:00 of the day at hand; then one of tomorrow, one without a time, and endless ones.
      `insert into orders select n, cast(timestamp '2026-10-31 09:00' + n * interval '1 hour' as date),
        timestamp '2026-10-31 09:00' + n * interval '1 hour', timestamptz '2026-10-31 09:00:00+00' + n * interval '1 hour', 'someone@shop.example'
        from (select cast(n as integer) as n from generate_series(0, 479) as g (n)) as numbers`,
      `insert into orders values (1000, date '2026-11-21', timestamp '2026-11-21 12:00', timestamptz '2026-11-21 12:00:00+00', 'x'),
        (1001, null, null, null, 'x'),
        (1002, date 'infinity', timestamp 'infinity', timestamptz 'infinity', 'x'),
        (1003, date '-infinity', timestamp '-infinity', timestamptz '-infinity', 'x')`,
      'create table empty_orders (id integer primary key, placed_at timestamp, email varchar(40))',
    );
  });
  afterAll(() => database.drop());

  describe.each(columns)('by %s', (column) => {
    it.each([
      ['last: 1 bucket', ['2026-11-19', '2026-11-20'], 24],
      ['last: 3 days', ['2026-11-17', '2026-11-20'], 72],
      ['from: 2026-11-01, to: 2026-11-03', ['2026-11-01', '2026-11-03'], 48],
    ] as const)('{%s} takes the rows from its start to before its end', async (during, [from, to], count) => {
      const { frozen } = await planned(`during: {${during}, column: ${column}}`);
      expect(frozen.windows).toEqual([{ from: `${from}T00:00:00.000000Z`, to: `${to}T00:00:00.000000Z` }]);
      expect(frozen.eligible).toBe(count);
    });

    it('the latest value is inside, what lies in the future is not', async () => {
      const { frozen } = await planned(`during: {from: latest - 1 day, to: latest, column: ${column}}`);
      expect(frozen.eligible).toBe(column === 'placed_on' ? 24 + 9 : 25);
    });

    it('a stretch without an end takes the future, and what never ends', async () => {
      const { frozen } = await planned(`during: {from: 2026-11-20, column: ${column}}`);
      expect(frozen.windows).toEqual([{ from: '2026-11-20T00:00:00.000000Z' }]);
      expect(frozen.eligible).toBe(9 + 2);
    });

    it('a stretch without a start begins at the first point in time there is', async () => {
      const { frozen } = await planned(`during: {to: 2026-11-01, column: ${column}}`);
      expect(frozen.windows?.[0]?.from?.slice(0, 13)).toBe(column === 'placed_on' ? '2026-10-31T00' : '2026-10-31T09');
      expect(frozen.eligible).toBe(15);
    });

    it('occurrences are counted from 1, and each row lies in one', async () => {
      const { frozen, metrics } = await planned(
        `during: {from: 2026-11-02, to: 2026-11-12, column: ${column}}, frequency: 2 days, duration: 1 day`,
      );
      expect(frozen.windows).toHaveLength(5);
      expect(frozen.eligible).toBe(5 * 24);
      expect(metrics?.window.before.rows).toBe(5 * 24);
    });

    it('shows the buckets before the window and the one after it', async () => {
      const { series } = await planned(`during: {from: 2026-11-18, to: 2026-11-19, column: ${column}}, volume: 50%`);
      expect(series!.points).toHaveLength(13 + 1 + 1);
      const day = series!.points.find(({ at }) => at.startsWith('2026-11-18'));
      expect(day).toMatchObject({ before: 0, after: 0.5 });
      expect(
        series!.points.filter((point) => point !== day).every(({ before, after }) => before === 0 && after === 0),
      ).toBe(true);
    });
  });

  it('in hours where the step says so', async () => {
    const { frozen, series } = await planned('during: {last: 2 buckets, column: placed_at}, bucket: hour');
    expect(frozen.windows).toEqual([{ from: '2026-11-20T07:00:00.000000Z', to: '2026-11-20T09:00:00.000000Z' }]);
    expect(frozen.eligible).toBe(2);
    expect(series!.points).toHaveLength(13 + 2);
  });

  it("a window that no file asked for is told to be the anomaly's own", async () => {
    const silent = await planned('bucket: day');
    expect(silent.which[0]).toMatch(/^\w+ on Thu 19 Nov \(default window\)$/u);
    const asked = await planned('during: {last: 1 bucket}');
    expect(asked.frozen.windows).toEqual(silent.frozen.windows);
    expect(asked.which[0]).toBe(silent.which[0]?.replace(' (default window)', ''));
  });

  it('an empty table has no window, and a warning says so', async () => {
    for (const during of ['', ', during: {last: 3 days}', ', during: {from: latest - 3 days}', ', frequency: 1 day']) {
      const scenario = scenarioOf(
        'windows',
        `- {id: s, anomaly: null-spike, table: empty_orders, column: email${during}}`,
      );
      const [step] = plannedSteps(await benchFor(database).plan([scenario], { now }));
      expect(step).toMatchObject({ frozen: { windows: [], eligible: 0, rows: 0 }, tableRows: 0, samples: [] });
      expect(step!.warnings).toEqual(['column placed_at holds no time up to now: no window, nothing to change']);
    }
  });

  it('an empty table is applied and rolled back like any other', async () => {
    const bench = benchFor(database);
    const scenario = scenarioOf(
      'empty',
      '- {id: s, anomaly: duplicate-row, table: empty_orders}\n- {id: t, anomaly: volume-drop, table: empty_orders, during: all}',
    );
    const [applied] = await bench.converge([scenario]);
    expect(applied!.injected[0]!.rows).toBe(0);
    await bench.rollback(connection, 'empty');
    expect(await rows(connection, 'select * from empty_orders')).toEqual([]);
  });

  async function planned(keys: string) {
    const scenario = scenarioOf(
      'windows',
      `- {id: s, anomaly: null-spike, table: orders, column: email, ${keys.includes('volume') ? '' : 'volume: 100%, '}${keys}}`,
    );
    const [step] = plannedSteps(await benchFor(database).plan([scenario], { now }));
    return step!;
  }
});
