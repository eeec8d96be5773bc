import type { Connection } from '../../model/engine.ts';
import type { Run, RunStep } from '../../model/run.ts';
import type { Sql } from '../../model/sql.ts';
import { column, join, name, sql } from '../../sql/sql.ts';
import { namedColumns } from '../../snapshot/columns.ts';
import type { CompiledStep } from '../../snapshot/compiled-step.ts';
import { makeChange } from '../change.ts';
import { arrivalsQuery } from './arrivals.ts';

/** Occurrence of rows that are being taken, until the table is changed; all that are taken lie in the one window. */
const marks = { arriving: 0, taken: 1 } as const;

/** Counts a step's arrivals; nothing is written. */
export async function countArrivals(
  connection: Connection,
  compiled: CompiledStep,
  step: RunStep,
  run: Run,
  active: readonly Run[],
): Promise<number> {
  const arrivals = arrivalsQuery(connection.dialect, compiled, step, run, active);
  const [row] = await connection.query(sql`select count(*) as ${name('found')} from (${arrivals}) a`);
  return Number(row!['found']);
}

/**
 * Takes a step's arrivals into its snapshot and changes them, inside the open transaction.
 * @returns number of rows
 * @throws WRITE_CONFLICT where others changed one in between; the transaction is to be undone and tried again
 */
export async function takeArrivals(
  connection: Connection,
  compiled: CompiledStep,
  step: RunStep,
  run: Run,
  active: readonly Run[],
): Promise<number> {
  const { dialect } = connection;
  const snapshot = dialect.table(step.snapshot!);
  const columns = namedColumns(step.columns).map((each) => each.name);
  const arrivals = arrivalsQuery(dialect, compiled, step, run, active);
  const rows = await connection.execute(sql`insert into ${snapshot} (${listed([...columns, 'occurrence'])})
    select ${join(columns.map((each) => column('a', each)))}, ${dialect.integer(marks.arriving)} from (${arrivals}) a`);
  if (rows === 0) return 0;
  const isArriving = sql`${name('occurrence')} = ${dialect.integer(marks.arriving)}`;
  const part = sql`(select * from ${snapshot} where ${isArriving})`;
  await makeChange(connection, { ...step, rows, part }, compiled.table);
  await connection.execute(
    sql`update ${snapshot} set ${name('occurrence')} = ${dialect.integer(marks.taken)} where ${isArriving}`,
  );
  return rows;
}

function listed(columns: readonly string[]): Sql {
  return join(columns.map((each) => name(each)));
}
