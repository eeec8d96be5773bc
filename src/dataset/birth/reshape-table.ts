import type { Scratch } from '../../engine/duckdb/scratch.ts';
import { column, join, name, sql } from '../../sql/sql.ts';
import { badColumn } from './hidden-columns.ts';
import { laidName, type LaidTable } from './laid-table.ts';
import { laidRows, ownColumns, rowOrder } from './table-order.ts';

/** Beside the schema of the tables, so that no name meets one of theirs. */
const aside = 'fl_aside';

/**
 * Takes what a data set does not have out of a table, while a step changes its shape: the table stands in its order, and
 * what was taken out beside it. Numbers stay where rows are known by them.
 */
export async function bareTable(scratch: Scratch, laid: LaidTable): Promise<void> {
  const { table, row, hasKey } = laid;
  const kept = sql`${name(aside)}.${name(table.name.name)}`;
  const bare = sql`${name(laidName('').schema)}.${name(bareName)}`;
  const columns = [...ownColumns(laid), ...(hasKey ? [] : [name(row)])];
  await scratch.run(sql`create schema if not exists ${name(aside)}`);
  // Rows that came later follow all others, so that their places are beyond every number once they are moved behind the largest.
  const number = sql`coalesce(r.${name(row)}, (select coalesce(max(${name(row)}), -1) from ${laidRows(laid)}) + 1 + place)`;
  await scratch.run(sql`create table ${kept} as
    select place, cast(${number} as bigint) as ${name(row)}, ${name(badColumn)}
    from (select row_number() over () - 1 as place, * from (
      select ${name(row)}, ${name(badColumn)} from ${laidRows(laid)} order by ${rowOrder(laid)})) r`);
  await scratch.run(
    sql`create table ${bare} as select ${join(columns)} from ${laidRows(laid)} order by ${rowOrder(laid)}`,
  );
  await replace(scratch, laid);
}

/** Puts back what `bareTable` took out. @param laid with the shape that the table has now */
export async function numberedTable(scratch: Scratch, laid: LaidTable): Promise<void> {
  const kept = sql`${name(aside)}.${name(laid.table.name.name)}`;
  const made = sql`${name(laidName('').schema)}.${name(bareName)}`;
  const own = laid.table.columns.map((each) => column('t', each.name));
  await scratch.run(sql`create table ${made} as
    select ${join([...own, column('k', laid.row), column('k', badColumn)])}
    from ${laidRows(laid)} t join ${kept} k on k.place = t.rowid`);
  await scratch.run(sql`drop table ${kept}`);
  await replace(scratch, laid);
}

const bareName = '_fl_made';

async function replace(scratch: Scratch, laid: LaidTable): Promise<void> {
  await scratch.run(sql`drop table ${laidRows(laid)}`);
  await scratch.run(
    sql`alter table ${name(laidName('').schema)}.${name(bareName)} rename to ${name(laid.table.name.name)}`,
  );
}
