import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { join, name, sql } from '../../src/sql/sql.ts';
import { rowReader } from './row-readers.ts';
import { readRows } from './vega-rows.ts';

interface DataSet {
  readonly table: string;
  /** File of the npm package vega-datasets. */
  readonly file: string;
  /** Its value in SQL of DuckDB over the file's columns, column in the table, type as `rowReader` knows it. */
  readonly columns: readonly (readonly [string, string, string])[];
}

const birdstrikes: DataSet = {
  table: 'birdstrikes',
  file: 'birdstrikes.csv',
  columns: [
    ['"Airport Name"', 'airport_name', 'varchar(100)'],
    ['"Aircraft Make Model"', 'aircraft_make_model', 'varchar(100)'],
    ['"Effect Amount of damage"', 'effect_amount_of_damage', 'varchar(20)'],
    ['"Flight Date"', 'flight_date', 'date'],
    ['"Aircraft Airline Operator"', 'aircraft_airline_operator', 'varchar(100)'],
    ['"Origin State"', 'origin_state', 'varchar(50)'],
    ['"Phase of flight"', 'phase_of_flight', 'varchar(20)'],
    ['"Wildlife Size"', 'wildlife_size', 'varchar(10)'],
    ['"Wildlife Species"', 'wildlife_species', 'varchar(100)'],
    ['"Time of day"', 'time_of_day', 'varchar(10)'],
    ['"Cost Other"', 'cost_other', 'decimal(12, 2)'],
    ['"Cost Repair"', 'cost_repair', 'decimal(12, 2)'],
    ['"Cost Total $"', 'cost_total', 'decimal(12, 2)'],
    ['"Speed IAS in knots"', 'speed_ias_in_knots', 'integer'],
  ],
};

const flights: DataSet = {
  table: 'flights',
  file: 'flights-3m.parquet',
  columns: [
    ['"date"', 'date', 'timestamp'],
    ['"delay"', 'delay', 'integer'],
    ['"distance"', 'distance', 'integer'],
    ['"origin"', 'origin', 'varchar(3)'],
    ['"destination"', 'destination', 'varchar(3)'],
  ],
};

/** What the birdstrikes lack: a column of every kind that some anomaly asks for, made of the row's number and values. */
const wideBirdstrikes: DataSet = {
  ...birdstrikes,
  columns: [
    ...birdstrikes.columns,
    ['"Cost Total $" / 8e0', 'cost_float', 'double precision'],
    ['"Flight Date"', 'date_text', 'varchar(20)'],
    ["format('555-{:03d}-{:04d}', n % 1000, n % 7919)", 'phone', 'varchar(20)'],
    ["format('pilot{}@airport{}.org', n % 977, n % 7)", 'email', 'varchar(60)'],
    ["format('0193a1c2-d3e4-4506-8728-{:012d}', n)", 'token', 'varchar(36)'],
    ["format('https://strikes.example.org/reports/{}', n)", 'url', 'varchar(80)'],
    ["format('10.{}.{}.{}', n % 7, n % 251, n % 13)", 'ip', 'varchar(20)'],
    ['cast("Cost Repair" as decimal(12, 2))', 'amount_text', 'varchar(20)'],
    ["['Zürich Flughafen', 'São Paulo', 'Logan', 'Orly – Café', null][n % 5 + 1]", 'note', 'varchar(60)'],
    ['left("Origin State", 1)', 'region', 'varchar(1)'],
    ['25 + (n % 2400) / 100', 'latitude', 'decimal(9, 6)'],
    ['-70 - (n % 1700) / 30', 'longitude', 'decimal(9, 6)'],
    ['"Flight Date" + to_minutes(n * 37 % 1440)', 'started_at', 'timestamp'],
    ['"Flight Date" + to_minutes(n * 37 % 1440 + 20 + n % 300)', 'ended_at', 'timestamp'],
    ['1 + n % 9', 'quantity', 'integer'],
    ['5 + (n % 331) / 4', 'unit_price', 'decimal(10, 2)'],
    ['(1 + n % 9) * cast(5 + (n % 331) / 4 as decimal(10, 2))', 'total', 'decimal(12, 2)'],
  ],
};

/** The 10,000 birdstrikes, `id` being the number of the row in the file, from 1. @returns the table, in the default schema */
export function loadBirdstrikes(connection: Connection): Promise<TableName> {
  return load(connection, birdstrikes, 10_000);
}

/** Each third birdstrike (or each one whose number another number divides), with more columns: dates, phone numbers, e-mail addresses and others as text, floats, times, amounts that depend on each other. */
export function loadWideBirdstrikes(connection: Connection, every = 3): Promise<TableName> {
  return load(connection, wideBirdstrikes, 10_000, every);
}

/** The first flights of three million, `id` being the number of the row in the file, from 1. @returns the table, in the default schema */
export function loadFlights(connection: Connection, rows: number): Promise<TableName> {
  return load(connection, flights, rows);
}

async function load(connection: Connection, set: DataSet, rows: number, every = 1): Promise<TableName> {
  const { dialect } = connection;
  const reader = rowReader(dialect.product);
  const table = { schema: connection.server.defaultSchema, name: set.table };
  const columns = [['', 'id', 'bigint'] as const, ...set.columns];
  const types = columns.map(([, , type]) => reader.typeOf(type));
  const typed = columns.map(([, title], index) => ({ name: title, type: types[index]!, isNullable: title !== 'id' }));
  await connection.execute(dialect.createTable(table, typed, ['id']));
  const titles = join(columns.map(([, title]) => name(title)));
  for await (const batch of readRows(
    set.file,
    set.columns.map(([value]) => value),
    rows,
    every,
  )) {
    await connection.execute(sql`insert into ${dialect.table(table)} (${titles})\n${reader.rowsOf(batch, types)}`);
  }
  return table;
}
