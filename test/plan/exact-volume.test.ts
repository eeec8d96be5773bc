import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { PlannedStep } from '../../src/model/plan.ts';
import type { Key, Table } from '../../src/model/table.ts';
import { bindStep } from '../../src/plan/bind-step.ts';
import { measureStep } from '../../src/plan/measure.ts';
import type { CompiledStep } from '../../src/snapshot/compiled-step.ts';
import { coefficients, drawOf, kappaOf } from '../../src/snapshot/draw.ts';
import { tableSource } from '../../src/snapshot/row-source.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';

/** Keys of the shop's customers: type, and the value of customer n out of 100 in words that every engine shares. */
const keys: Readonly<
  Record<
    string,
    {
      readonly columns: readonly string[];
      readonly values: readonly string[];
      readonly declared: string;
      readonly origin: Key['origin'];
    }
  >
> = {
  'a whole number': { columns: ['id bigint'], values: ['n'], declared: 'primary key (id)', origin: 'primary key' },
  'a small number, negative': {
    columns: ['id smallint'],
    values: ['-n'],
    declared: 'primary key (id)',
    origin: 'primary key',
  },
  'a decimal without digits behind the point': {
    columns: ['id decimal(18, 0)'],
    values: ['cast(n as bigint) * 1000000007'],
    declared: 'primary key (id)',
    origin: 'primary key',
  },
  'a decimal with digits behind the point': {
    columns: ['id decimal(10, 2)'],
    values: ['n / 4.0'],
    declared: 'primary key (id)',
    origin: 'primary key',
  },
  'a wide decimal': {
    columns: ['id decimal(30, 0)'],
    values: ['cast(n as bigint) * 1000000007'],
    declared: 'primary key (id)',
    origin: 'primary key',
  },
  'a text': {
    columns: ['id varchar(40)'],
    values: ["'Ünï-' || n"],
    declared: 'primary key (id)',
    origin: 'primary key',
  },
  'a UUID': {
    columns: ['id uuid'],
    values: ["cast('7b2e4a1c-0000-4000-8000-' || lpad(cast(n as varchar), 12, '0') as uuid)"],
    declared: 'primary key (id)',
    origin: 'primary key',
  },
  'a timestamp': {
    columns: ['id timestamp'],
    values: ["timestamp '2026-11-20 09:00:00.123456' + n * interval '1 second'"],
    declared: 'primary key (id)',
    origin: 'primary key',
  },
  'a timestamp with time zone': {
    columns: ['id timestamptz'],
    values: ["timestamptz '2026-11-20 09:00:00.5+01' + n * interval '1 hour'"],
    declared: 'primary key (id)',
    origin: 'primary key',
  },
  'a date': {
    columns: ['id date'],
    values: ["cast(date '2026-01-01' + n * interval '1 day' as date)"],
    declared: 'primary key (id)',
    origin: 'primary key',
  },
  'two columns': {
    columns: ['shop integer', 'id varchar(10)'],
    values: ['n % 7', "'c' || n"],
    declared: 'primary key (shop, id)',
    origin: 'primary key',
  },
  'three columns': {
    columns: ['shop integer', 'day date', 'id bigint'],
    values: ['n % 3', "date '2026-11-20'", 'n'],
    declared: 'primary key (shop, day, id)',
    origin: 'primary key',
  },
  'a unique column beside one with NULLs': {
    columns: ['mail varchar(40)', 'id bigint not null'],
    values: ["case when n > 1 then n || '@shop.example' end", 'n'],
    declared: 'unique (mail), unique (id)',
    origin: 'unique key',
  },
  'nothing declared': { columns: ['id bigint'], values: ['n'], declared: '', origin: 'verified unique' },
  'two columns, nothing declared': {
    columns: ['shop integer', 'place integer'],
    values: ['n % 10', '(n - n % 10) / 10'],
    declared: '',
    origin: 'verified unique',
  },
};

const volumes: readonly (readonly [string, number])[] = [
  ['0%', 0],
  ...Array.from({ length: 10 }, (_, index): readonly [string, number] => [`${(index + 1) * 10}%`, (index + 1) * 10]),
  ['29%', 29],
  ['57%', 57],
  ['58%', 58],
  ['14.5%', 15],
  ['0.4%', 0],
  ['7 rows', 7],
  ['500 rows', 100],
];

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  it('every volume of 100 eligible customers touches exactly its share, rounded half up', async () => {
    const cases = volumes.map(([volume, expected], index) => ({
      title: 'a whole number',
      table: `v${index}`,
      volume,
      expected,
    }));
    for (const [index, step] of (await applied(cases)).entries()) {
      const { volume, table, expected } = cases[index]!;
      expect(step.frozen, volume).toMatchObject({ eligible: 100, rows: expected });
      expect(await lost(table), volume).toBe(expected);
    }
  });

  it('customers are found again by every kind of key, declared or verified', async () => {
    const cases = Object.keys(keys).map((title, index) => ({ title, table: `k${index}`, volume: '57%' }));
    for (const [index, step] of (await applied(cases)).entries()) {
      const { title, table } = cases[index]!;
      expect(step.frozen, title).toMatchObject({ eligible: 100, rows: 57, key: { origin: keys[title]!.origin } });
      expect(await lost(table), title).toBe(57);
    }
  });

  it('the rows are those with the smallest draws, by number or by hash', async () => {
    for (const [title, kappa] of [
      ['a whole number', (id: unknown) => BigInt(String(id))],
      ['a text', (id: unknown) => kappaOf(String(id))],
      ['a UUID', (id: unknown) => kappaOf(String(id).replaceAll('-', ''))],
      ['a decimal with digits behind the point', (id: unknown) => kappaOf(String(id))],
    ] as const) {
      await createCustomers(title, 'drawn');
      const ids = () => rows(connection, 'select cast(id as varchar(60)) as id from drawn where email is not null');
      const all = await ids();
      await applied([{ title, table: 'drawn', volume: '29 rows' }]);
      const left = await ids();
      const polynomial = coefficients('volume', 'drawn', 'choose');
      const draw = (id: unknown) => drawOf(kappa(id), polynomial);
      const byDraw = all.map((row) => row['id']).toSorted((one, other) => (draw(one) < draw(other) ? -1 : 1));
      expect(new Set(left.map((row) => row['id'])), title).toEqual(new Set(byDraw.slice(29)));
    }
  });

  it('a threshold that leaves too few rows is given up', async () => {
    await createCustomers('a whole number', 'customers');
    const scenario = scenarioOf(
      'volume',
      '- {id: s, anomaly: null-spike, table: customers, column: email, volume: 10 rows}',
    );
    const { bound, keyOrigin } = await bindStep(connection, catalog, scenario, 0, (table) => ({
      table,
      rows: tableSource(connection.dialect, table),
    }));
    const key = { columns: bound.key.map((each) => each.name), origin: keyOrigin };
    const compiled = (threshold: number | undefined): CompiledStep => ({
      ...bound,
      frozen: { key, statistics: {}, eligible: 100, rows: 10, threshold },
    });
    const source = tableSource(connection.dialect, bound.table as Table);
    const measured = (threshold: number | undefined) => measureStep(connection, compiled(threshold), source, [], 2);
    expect((await measured(1000)).rows).toBeLessThan(10);
    expect((await measured(undefined)).rows).toBe(10);
    expect(await measured(2 ** 31 - 1)).toEqual(await measured(undefined));
  });

  /** 120 customers, 100 of them with an e-mail address. @param title the kind of key */
  async function createCustomers(title: string, table: string): Promise<void> {
    const { columns, values, declared } = keys[title]!;
    const constraint = declared === '' ? '' : `, ${declared}`;
    await run(
      connection,
      `drop table if exists ${table}`,
      `create table ${table} (${columns.join(', ')}, email varchar(60)${constraint})`,
      `insert into ${table} select ${values.join(', ')}, case when n <= 100 then 'someone' || (n % 3) end
        from (select cast(n as integer) as n from generate_series(1, 120) as g (n)) as numbers`,
    );
  }

  /** Plans and applies one scenario with a step for each table, named like it. */
  async function applied(
    cases: readonly { title: string; table: string; volume: string }[],
  ): Promise<readonly PlannedStep[]> {
    for (const { title, table } of cases) await createCustomers(title, table);
    await run(connection, 'drop schema if exists faultline cascade');
    const steps = cases.map(
      ({ table, volume }) =>
        `- {id: ${table}, anomaly: null-spike, table: ${table}, column: email, during: all, volume: ${volume}}`,
    );
    const scenario = scenarioOf('volume', steps.join('\n'));
    const bench = benchFor(database);
    const plan = await bench.plan([scenario]);
    await bench.apply([scenario], plan);
    return plannedSteps(plan);
  }

  async function lost(table: string): Promise<number> {
    const [row] = await rows(connection, `select 100 - count(email) as lost from ${table}`);
    return Number(row!['lost']);
  }
});
