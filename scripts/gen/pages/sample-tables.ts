import { DuckDBInstance } from '@duckdb/node-api';
import { fileURLToPath } from 'node:url';

/** A type as the pages' tables declare it; each engine has one of its own for it. */
export type SampleType =
  | 'bigint'
  | 'integer'
  | 'double'
  | 'date'
  | 'timestamp'
  | `varchar(${number})`
  | `decimal(${number},${number})`;

interface SampleColumn {
  readonly name: string;
  readonly type: SampleType;
  /** In SQL of DuckDB, over the columns of the files, and `n`, the number of the row in its file from 1. */
  readonly value: string;
  /** No column of the file, but made of others or of the row's number, so that there is one of every kind; absent = false. */
  readonly isMade?: boolean | undefined;
}

/** Real data that the examples are made of; `id`, the number of the row in its file, is the key. */
export interface SampleTable {
  readonly name: string;
  /** What it holds, for readers. */
  readonly about: string;
  /** The clock of its examples, soon after its last row. */
  readonly now: string;
  readonly time: string;
  readonly columns: readonly SampleColumn[];
  /** Whether it declares `id` as its primary key. */
  readonly hasKey: boolean;
  /** In SQL of DuckDB. */
  readonly rows: string;
}

const real = (title: string, type: SampleType, value: string): SampleColumn => ({ name: title, type, value });
const made = (title: string, type: SampleType, value: string): SampleColumn => ({
  ...real(title, type, value),
  isMade: true,
});

function fileOf(file: string): string {
  return fileURLToPath(new URL(`../../../node_modules/vega-datasets/data/${file}`, import.meta.url));
}

const birdstrikes: SampleTable = {
  name: 'birdstrikes',
  about: '10,000 collisions of aircraft with wildlife, from 1990 to 2002',
  now: '2002-08-01T09:00:00Z',
  time: 'flight_date',
  hasKey: true,
  columns: [
    real('id', 'bigint', 'n'),
    real('airport_name', 'varchar(100)', '"Airport Name"'),
    real('aircraft_make_model', 'varchar(100)', '"Aircraft Make Model"'),
    real('effect_amount_of_damage', 'varchar(20)', '"Effect Amount of damage"'),
    real('flight_date', 'date', '"Flight Date"'),
    real('aircraft_airline_operator', 'varchar(100)', '"Aircraft Airline Operator"'),
    real('origin_state', 'varchar(50)', '"Origin State"'),
    real('phase_of_flight', 'varchar(20)', '"Phase of flight"'),
    real('wildlife_size', 'varchar(10)', '"Wildlife Size"'),
    real('wildlife_species', 'varchar(100)', '"Wildlife Species"'),
    real('time_of_day', 'varchar(10)', '"Time of day"'),
    real('cost_other', 'decimal(12,2)', '"Cost Other"'),
    real('cost_repair', 'decimal(12,2)', '"Cost Repair"'),
    real('cost_total', 'decimal(12,2)', '"Cost Total $"'),
    real('speed_ias_in_knots', 'integer', '"Speed IAS in knots"'),
    made('date_text', 'varchar(20)', '"Flight Date"'),
    made('speed_text', 'varchar(20)', '"Speed IAS in knots"'),
    made('phone', 'varchar(20)', "format('555-{:03d}-{:04d}', n % 1000, n % 7919)"),
    made('email', 'varchar(60)', "format('pilot{}@airport{}.org', n % 977, n % 7)"),
    made('report_id', 'varchar(36)', "format('0193a1c2-d3e4-4506-8728-{:012d}', n)"),
    made('note', 'varchar(60)', "['Zürich Flughafen', 'São Paulo', 'Orly – Café'][n % 3 + 1]"),
  ],
  rows: `(select row_number() over () as n, * from read_csv('${fileOf('birdstrikes.csv')}'))`,
};

/** Minutes of a flight, by its distance and how full the sky is; the data tell only when it began. */
const minutes = 'to_minutes(cast(25 + distance / 7 + n // 100 % 20 as integer))';

const flights: SampleTable = {
  name: 'flights',
  about: '30,000 flights within the United States, from January to June 2001: each hundredth of three million',
  now: '2001-07-01T09:00:00Z',
  time: 'flown_at',
  hasKey: true,
  columns: [
    real('id', 'bigint', 'n'),
    real('flown_at', 'timestamp', '"date"'),
    real('delay', 'integer', 'delay'),
    real('distance', 'integer', 'distance'),
    real('origin', 'varchar(3)', 'origin'),
    real('destination', 'varchar(3)', 'destination'),
    real('city', 'varchar(60)', 'city'),
    real('state', 'varchar(2)', 'state'),
    real('latitude', 'decimal(9,6)', 'latitude'),
    real('longitude', 'decimal(9,6)', 'longitude'),
    made('landed_at', 'timestamp', `"date" + ${minutes}`),
    made('seats', 'integer', '1 + n // 100 % 9'),
    made('fare', 'decimal(10,2)', '40 + distance * 0.11 + n // 100 % 25 * 3'),
    made(
      'revenue',
      'decimal(12,2)',
      '(1 + n // 100 % 9) * cast(40 + distance * 0.11 + n // 100 % 25 * 3 as decimal(10, 2))',
    ),
  ],
  rows: `(
    select f.*, a.city, a.state, a.latitude, a.longitude
    from (select * from (select row_number() over () as n, * from read_parquet('${fileOf('flights-3m.parquet')}')) where n % 100 = 0) as f
    left join read_csv('${fileOf('airports.csv')}') as a on a.iata = f.origin)`,
};

/** The same without a key that the database would hold up. */
const reports: SampleTable = {
  ...birdstrikes,
  name: 'reports',
  about: `${birdstrikes.about}, in a table that declares no key`,
  hasKey: false,
  columns: birdstrikes.columns.filter(({ name }) =>
    ['id', 'flight_date', 'origin_state', 'wildlife_species', 'cost_total'].includes(name),
  ),
};

export const sampleTables: readonly SampleTable[] = [birdstrikes, flights, reports];

/** Makes a database file that holds the tables. @param path of a file that is not there yet */
export async function writeSampleTables(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const { name, columns, hasKey, rows } of sampleTables) {
    const declared = columns.map(
      (each) => `${each.name} ${each.type}${hasKey && each.name === 'id' ? ' primary key' : ''}`,
    );
    await connection.run(`create table ${name} (${declared.join(', ')})`);
    await connection.run(
      `insert into ${name} select ${columns.map(({ value }) => value).join(', ')} from ${rows} order by n`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}
