import { DuckDBInstance } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../node_modules/vega-datasets/data/', import.meta.url));

/** Tables of the demo, from the data sets of the npm package vega-datasets, each with a primary key. */
const statements = [
  `create table flights (
    id bigint primary key, date timestamp not null, delay integer, distance integer, origin varchar, destination varchar)`,
  `insert into flights select row_number() over (), date, delay, distance, origin, destination from '${folder}flights-3m.parquet'`,
  `create table birdstrikes (
    id bigint primary key, flight_date date not null, reported_on varchar, origin_state varchar, wildlife_size varchar,
    wildlife_species varchar, cost_total decimal(12, 2))`,
  `insert into birdstrikes select row_number() over (), "Flight Date", strftime("Flight Date", '%Y-%m-%d'), "Origin State",
    "Wildlife Size", "Wildlife Species", "Cost Total $" from '${folder}birdstrikes.csv'`,
  `create table airports (
    iata varchar primary key, name varchar, city varchar, state varchar, latitude double, longitude double)`,
  `insert into airports select iata, name, city, state, latitude, longitude from '${folder}airports.csv'`,
];

/**
 * Makes the demo's database.
 * @param path a file that is not there yet @param every one flight in so many is taken, over the whole time; default: all
 */
export async function loadDemo(path: string, every = 1): Promise<void> {
  await withDatabase(path, async (run) => {
    for (const statement of statements) await run(statement);
    if (every > 1) await run(`delete from flights where id % ${Math.trunc(every)} <> 0`);
  });
}

/** For each table its number of rows and a checksum over names and types of its columns and every value of every row. */
export async function checksums(path: string): Promise<ReadonlyMap<string, string>> {
  const sums = new Map<string, string>();
  await withDatabase(path, async (run) => {
    for (const table of ['flights', 'birdstrikes', 'airports']) {
      const [shape] = await run(
        `select string_agg(column_name || ' ' || data_type, ', ' order by column_index) from duckdb_columns() where table_name = '${table}' and schema_name = 'main'`,
      );
      const [content] = await run(`select count(*), sum(hash(t)) from ${table} as t`);
      const digest = createHash('sha256')
        .update(`${String(shape![0])}: ${String(content![1])}`)
        .digest('hex');
      sums.set(
        table,
        `${Number(content![0]).toLocaleString('en-US').padStart(9)} rows   checksum ${digest.slice(0, 16)}`,
      );
    }
  });
  return sums;
}

async function withDatabase(
  path: string,
  work: (run: (statement: string) => Promise<unknown[][]>) => Promise<void>,
): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    await work(async (statement) => (await connection.runAndReadAll(statement)).getRows());
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
