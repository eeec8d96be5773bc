import type { Connection } from '../src/model/engine.ts';
import type { Sql } from '../src/model/sql.ts';
import { name, sql } from '../src/sql/sql.ts';
import type { AnomalyName } from './orders.ts';

/** What somebody who knows SQL would write to change exactly so many rows and be able to take it back. */
export interface ByHand {
  /** The rows, chosen and kept, then changed, in one transaction. */
  change(connection: Connection): Promise<void>;
  takeBack(connection: Connection): Promise<void>;
  /** Drops what was kept. */
  tidyUp(connection: Connection): Promise<void>;
}

interface Statements {
  readonly keep: (rows: Sql) => Sql;
  readonly change: Sql;
  readonly takeBack: Sql;
}

/** @param rows how many are changed: as many as the plan says @param names of the table, and of the one that keeps its values */
export function byHand(
  { dialect }: Connection,
  anomaly: AnomalyName,
  rows: number,
  names: { readonly table: string; readonly kept: string } = { table: 'orders', kept: 'kept' },
): ByHand {
  const write = (dialect.product === 'MariaDB' ? mariaDbStatements : statements)[anomaly];
  const kept = name(names.kept);
  const { keep, change, takeBack } = write(name(names.table), kept);
  return {
    async change(connection) {
      const keeping = keep(dialect.integer(rows));
      if (!dialect.hasTransactionalDdl) await connection.execute(keeping);
      await connection.begin('read write');
      if (dialect.hasTransactionalDdl) await connection.execute(keeping);
      expectRows(await connection.execute(change), rows);
      await connection.commit();
    },
    async takeBack(connection) {
      await connection.begin('read write');
      expectRows(await connection.execute(takeBack), rows);
      await connection.commit();
    },
    async tidyUp(connection) {
      await connection.execute(sql`drop table ${kept}`);
    },
  };
}

type Write = (orders: Sql, kept: Sql) => Statements;

const statements: Readonly<Record<AnomalyName, Write>> = {
  'null-spike': (orders, kept) => ({
    keep: (rows) => sql`create table ${kept} as
      select id, note as before from ${orders} where note is not null order by random() limit ${rows}`,
    change: sql`update ${orders} set note = null from ${kept} where ${orders}.id = ${kept}.id`,
    takeBack: sql`update ${orders} set note = ${kept}.before from ${kept} where ${orders}.id = ${kept}.id`,
  }),
  // The mean of the amounts is 500, their standard deviation 289: eight of them away, and up to a quarter farther.
  outlier: (orders, kept) => ({
    keep: (rows) => sql`create table ${kept} as
      select id, amount as before,
        cast(500 + 289 * (8 + 2 * random()) * case when random() < 0.5 then 1 else -1 end as numeric(12, 2)) as after
      from ${orders} where amount is not null order by random() limit ${rows}`,
    change: sql`update ${orders} set amount = ${kept}.after from ${kept} where ${orders}.id = ${kept}.id`,
    takeBack: sql`update ${orders} set amount = ${kept}.before from ${kept} where ${orders}.id = ${kept}.id`,
  }),
};

/** With the key that makes a join fast, which everybody learns there. */
const mariaDbStatements: Readonly<Record<AnomalyName, Write>> = {
  'null-spike': (orders, kept) => ({
    keep: (rows) => sql`create table ${kept} (primary key (id)) as
      select id, note as before_value from ${orders} where note is not null order by rand() limit ${rows}`,
    change: sql`update ${orders} join ${kept} on ${orders}.id = ${kept}.id set ${orders}.note = null`,
    takeBack: sql`update ${orders} join ${kept} on ${orders}.id = ${kept}.id set ${orders}.note = ${kept}.before_value`,
  }),
  outlier: (orders, kept) => ({
    keep: (rows) => sql`create table ${kept} (primary key (id)) as
      select id, amount as before_value,
        cast(500 + 289 * (8 + 2 * rand()) * case when rand() < 0.5 then 1 else -1 end as decimal(12, 2)) as after_value
      from ${orders} where amount is not null order by rand() limit ${rows}`,
    change: sql`update ${orders} join ${kept} on ${orders}.id = ${kept}.id set ${orders}.amount = ${kept}.after_value`,
    takeBack: sql`update ${orders} join ${kept} on ${orders}.id = ${kept}.id set ${orders}.amount = ${kept}.before_value`,
  }),
};

function expectRows(changed: number, wanted: number): void {
  if (changed !== wanted) throw new Error(`by hand ${changed} rows were changed instead of ${wanted}`);
}
