import type { Connection } from '../src/model/engine.ts';
import { name, sql } from '../src/sql/sql.ts';

/** Whole numbers are drawn by arithmetic, all other keys by a hash. */
export const keyKinds = ['integer', 'uuid'] as const;
export type KeyKind = (typeof keyKinds)[number];

export const anomalies = ['null-spike', 'outlier'] as const;
export type AnomalyName = (typeof anomalies)[number];

/** The one step of each scenario, over the whole table. */
export const steps: Readonly<Record<AnomalyName, string>> = {
  'null-spike': '- {id: notes, anomaly: null-spike, table: orders, column: note, during: all, volume: 5%}',
  outlier: '- {id: amounts, anomaly: outlier, table: orders, column: amount, during: all, volume: 1%}',
};

/** Makes the table `orders` anew, in the database itself; one note in ten is missing. */
export async function createOrders(connection: Connection, rows: number, key: KeyKind): Promise<void> {
  await connection.execute(sql`drop table if exists orders`);
  if (connection.server.product === 'MariaDB') return createMariaDbOrders(connection, rows, key);
  const id = key === 'integer' ? sql`n` : sql`cast(md5(cast(n as text)) as uuid)`;
  await connection.execute(sql`create table orders (
    id ${key === 'integer' ? sql`bigint` : sql`uuid`} primary key,
    customer_id integer not null,
    amount numeric(12, 2),
    status text not null,
    note text,
    ordered_at timestamp not null)`);
  await connection.execute(sql`insert into orders
    select ${id}, n * 104729 % 50021, cast(n * 7919 % 100003 / 100.0 as numeric(12, 2)),
      case n % 3 when 0 then 'new' when 1 then 'paid' else 'shipped' end,
      case when n % 10 > 0 then concat('leave it at door ', n % 977) end,
      timestamp '2024-01-01 00:00:00' + n * interval '7 second'
    from generate_series(cast(1 as bigint), ${connection.dialect.integer(rows)}) as g(n)`);
}

/** The same rows, numbered by the storage engine for sequences. */
async function createMariaDbOrders(connection: Connection, rows: number, key: KeyKind): Promise<void> {
  // MariaDB takes only well-formed versions and variants for a uuid.
  const id = key === 'integer' ? sql`seq` : sql`cast(insert(insert(md5(seq), 13, 1, '4'), 17, 1, '8') as uuid)`;
  await connection.execute(sql`create table orders (
    id ${key === 'integer' ? sql`bigint` : sql`uuid`} primary key,
    customer_id integer not null,
    amount decimal(12, 2),
    status varchar(20) not null,
    note varchar(200),
    ordered_at datetime not null)`);
  await connection.execute(sql`insert into orders
    select ${id}, seq * 104729 % 50021, cast(seq * 7919 % 100003 / 100.0 as decimal(12, 2)),
      case seq % 3 when 0 then 'new' when 1 then 'paid' else 'shipped' end,
      case when seq % 10 > 0 then concat('leave it at door ', seq % 977) end,
      timestamp '2024-01-01 00:00:00' + interval (7 * seq) second
    from ${name(`seq_1_to_${rows}`)}`);
}
