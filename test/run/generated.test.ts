import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run as execute } from '../support/statements.ts';
import { benchFor, scenarioOf } from './workbench.ts';

/** Tables whose columns the database fills in, by engine: numbers that cannot be given, computed columns, random keys. */
const definitions = {
  postgres: {
    invoices: [
      'create table invoices (id bigint generated always as identity primary key, net decimal(10, 2) not null, gross decimal(10, 2) generated always as (net * 1.19) stored)',
    ],
    parcels: ['create table parcels (id uuid default gen_random_uuid() primary key, weight integer, number serial)'],
    visits: ['create table visits (id bigint, page varchar(20), primary key (id))'],
  },
  duckdb: {
    invoices: [
      'create sequence invoice_numbers',
      `create table invoices (id bigint default nextval('invoice_numbers') primary key, net decimal(10, 2) not null, gross decimal(12, 2) generated always as (cast(net * 2 as decimal(12, 2))) virtual)`,
    ],
    parcels: [
      'create sequence parcel_numbers',
      `create table parcels (id uuid default uuid() primary key, weight integer, number integer default nextval('parcel_numbers'))`,
    ],
    visits: ['create table visits (id bigint, page varchar(20), primary key (id))'],
  },
} as const;
const inserts = {
  invoices: 'insert into invoices (net) select n * 3.5 from generate_series(1, 30) as g (n)',
  parcels: 'insert into parcels (weight) select n % 7 from generate_series(1, 30) as g (n)',
  visits: `insert into visits select n, 'page ' || cast(n % 3 as varchar(2)) from generate_series(1, 30) as g (n)`,
} as const;
const next = {
  invoices: 'insert into invoices (net) values (1)',
  parcels: 'insert into parcels (weight) values (1)',
  visits: `insert into visits values (31, 'home')`,
} as const;

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    for (const name of ['invoices', 'parcels', 'visits'] as const)
      await execute(connection, ...definitions[engine.name][name], inserts[name]);
  });
  afterAll(() => database.drop());

  it.each(['invoices', 'parcels', 'visits'] as const)(
    '%s lose rows and get copies, all is taken back, and the application goes on',
    async (name) => {
      const bench = benchFor(database);
      const table: TableName = { schema: connection.server.defaultSchema, name };
      const before = await checksum(connection, table);
      for (const anomaly of ['volume-drop', 'duplicate-row']) {
        const [target] = await bench.converge(
          [
            scenarioOf(
              `${anomaly}-${name}`,
              `- {id: s, anomaly: ${anomaly}, table: ${name}, during: all, volume: 7 rows}`,
            ),
          ],
          { isComplete: false },
        );
        expect(target!.injected[0]!.rows).toBe(7);
        const [undone] = await bench.rollback(connection, target!.injected[0]!.id);
        expect(undone).toMatchObject({ restored: 7, skipped: 0 });
        expect(await checksum(connection, table)).toBe(before);
      }
      await execute(connection, next[name]);
      expect(await rows(connection, `select id from ${name}`)).toHaveLength(31);
    },
  );
});
