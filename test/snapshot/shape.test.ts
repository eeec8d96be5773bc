import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Window } from '../../src/model/plan.ts';
import { shapes, type Shape } from '../../src/model/scenario.ts';
import type { Column } from '../../src/model/table.ts';
import { occurrenceOf, windowCondition } from '../../src/snapshot/conditions.ts';
import { coefficients, drawOf } from '../../src/snapshot/draw.ts';
import { formatInstant, parseInstant } from '../../src/snapshot/instant.ts';
import { shapeFactor } from '../../src/snapshot/shape.ts';
import { column as columnOf, sql } from '../../src/sql/sql.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';

const full = 1_000_000;
const day = 86_400_000n;
/** From the sentinel for "never" that some systems write. */
const ages: Window = { from: '0001-01-01T00:00:00.000000Z', to: '2026-11-08T00:00:00.000000Z' };
const windows: readonly (readonly Window[])[] = [
  [{ from: '2026-11-01T00:00:00.000000Z', to: '2026-11-08T00:00:00.000000Z' }],
  [{ from: '2026-11-02T06:30:00.000000Z', to: '2026-11-02T06:30:00.000001Z' }],
  [
    { from: '2026-11-01T00:00:00.000000Z', to: '2026-11-03T12:00:00.000000Z' },
    { from: '2026-11-04T00:00:00.000000Z', to: '2026-11-06T12:00:00.000000Z' },
    { from: '2026-11-07T00:00:00.000000Z', to: '2026-11-08T00:00:00.000000Z' },
  ],
];

/** The factor in millionths, by the words of the shape's documentation, in exact arithmetic. @param elapsed milliseconds since the window's start @param length of the window, in milliseconds */
function factorOf(shape: Shape, elapsed: bigint, length: bigint): bigint {
  const whole = BigInt(full);
  const u = (elapsed * whole) / (length === 0n ? 1n : length);
  switch (shape) {
    case 'step':
      return whole;
    case 'impulse':
      return elapsed < day ? whole : 0n;
    case 'ramp':
      return u;
    case 'bell':
      return (4n * u * (whole - u)) / whole;
    case 'decay':
      return ((whole - u) * (whole - u)) / whole;
    case 'oscillating': {
      const phase = (2n * u) % whole;
      if (phase < whole / 4n) return 4n * phase;
      return phase < (3n * whole) / 4n ? 2n * whole - 4n * phase : 4n * phase - 4n * whole;
    }
    case 'intermittent':
      return drawOf(elapsed / day, coefficients('7', 'level', 'shape')) % 2n === 0n ? whole : 0n;
    case 'stuck':
      return u < whole / 4n ? 4n * u : whole;
  }
}

describe('a shape', () => {
  const length = 8n * day;
  const at = (shape: Shape, share: number) =>
    Number(factorOf(shape, BigInt(Math.round(share * Number(length))), length)) / full;

  it.each<[Shape, readonly (readonly [number, number])[]]>([
    [
      'step',
      [
        [0, 1],
        [0.5, 1],
        [0.99, 1],
      ],
    ],
    [
      'impulse',
      [
        [0, 1],
        [0.12, 1],
        [0.125, 0],
        [0.9, 0],
      ],
    ],
    [
      'ramp',
      [
        [0, 0],
        [0.25, 0.25],
        [0.5, 0.5],
        [0.75, 0.75],
      ],
    ],
    [
      'bell',
      [
        [0, 0],
        [0.25, 0.75],
        [0.5, 1],
        [0.75, 0.75],
      ],
    ],
    [
      'decay',
      [
        [0, 1],
        [0.5, 0.25],
        [0.9, 0.01],
      ],
    ],
    [
      'oscillating',
      [
        [0, 0],
        [0.125, 1],
        [0.25, 0],
        [0.375, -1],
        [0.5, 0],
        [0.625, 1],
        [0.875, -1],
      ],
    ],
    [
      'stuck',
      [
        [0, 0],
        [0.125, 0.5],
        [0.25, 1],
        [0.9, 1],
      ],
    ],
  ])('%s goes through its points', (shape, points) => {
    for (const [share, factor] of points) expect(at(shape, share), `at ${share}`).toBeCloseTo(factor, 6);
  });
});

describe.each(testEngines)('shapes on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let columns: readonly Column[];

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    await run(
      connection,
      'create table orders (id integer primary key, placed_on date, placed_at timestamp, stored_at timestamptz)',
      // Every 47 minutes and some, and both ends of the windows to the microsecond.
      `insert into orders select n, cast(placed as date), placed, cast(cast(placed as varchar) || '+00' as timestamptz) from (
        select cast(n as integer) as n, timestamp '2026-11-01' + n * interval '2837.123457 seconds' as placed from generate_series(0, 212) as g (n)) as numbers`,
      `insert into orders values (1000, date '2026-11-07', timestamp '2026-11-07 23:59:59.999999', timestamptz '2026-11-07 23:59:59.999999+00'),
        (1001, date '2026-11-02', timestamp '2026-11-02 06:30:00', timestamptz '2026-11-02 06:30:00+00')`,
    );
    columns = (await connection.describeTable({ schema: connection.server.defaultSchema, name: 'orders' }))!.columns;
  });
  afterAll(() => database.drop());

  describe.each(shapes)('%s', (shape) => {
    it.each(['placed_on', 'placed_at', 'stored_at'])(
      'has the factor of the oracle for each value of %s',
      async (wanted) => {
        const column = columns.find((each) => each.name === wanted)!;
        for (const given of windows) {
          const found = await factors(shape, given, column);
          for (const { moment, factor } of found) {
            const window = given.find(({ from, to }) => moment >= parseInstant(from!)! && moment < parseInstant(to!)!);
            const [from, to] = window ? [parseInstant(window.from!)!, parseInstant(window.to!)!] : [0n, 0n];
            if (window)
              expect(factor, formatInstant(moment)).toBe(factorOf(shape, (moment - from) / 1000n, (to - from) / 1000n));
          }
          // No date stands at half past six.
          expect(found.length > 0).toBe(given !== windows[1] || wanted !== 'placed_on');
        }
      },
    );
  });

  it('reckons with windows of two thousand years', async () => {
    const column = columns.find((each) => each.name === 'placed_at')!;
    for (const { factor } of await factors('ramp', [ages], column)) expect(Number(factor) / full).toBeCloseTo(1, 4);
    for (const shape of shapes) expect(await factors(shape, [ages], column)).toHaveLength(215);
  });

  async function factors(shape: Shape, given: readonly Window[], column: Column) {
    const { dialect } = connection;
    const value = columnOf('t', column.name);
    const occurrence = occurrenceOf(dialect, given, column);
    const factor = shapeFactor({
      dialect,
      shape,
      windows: given,
      time: { value, column },
      occurrence,
      bucket: 'day',
      seed: '7',
      step: 'level',
    });
    const rows = await connection.query(
      sql`select ${dialect.text(value, column)} as moment, cast(${factor ?? dialect.integer(full)} as varchar(30)) as factor from ${dialect.table({ schema: connection.server.defaultSchema, name: 'orders' })} as t where ${windowCondition(dialect, given, column)}`,
    );
    return rows.flatMap((row) =>
      row['factor'] === null
        ? []
        : [{ moment: parseInstant(String(row['moment']))!, factor: BigInt(String(row['factor'])) }],
    );
  }
});
