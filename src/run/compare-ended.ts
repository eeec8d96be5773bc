import type { Comparison } from '../model/certificate.ts';
import type { Connection } from '../model/engine.ts';
import type { Run, RunStep } from '../model/run.ts';
import type { Table } from '../model/table.ts';
import type { Sql } from '../model/sql.ts';
import { all, column, name, sql, tableAlias } from '../sql/sql.ts';
import { keysMeet } from '../snapshot/row-source.ts';
import { stepStanding } from '../snapshot/run-standing.ts';
import { tableOf } from '../snapshot/step-table.ts';
import { compareStep, uppersOf } from '../snapshot/standing.ts';
import { stepsBeneath, throughBeneath } from './steps-beneath.ts';

/**
 * How the rows of a step stand after its run has ended, by its snapshot and the table as it is. Where the run had found
 * a value of a run beneath, the value before that one counts as before, too.
 * @param runs every run of the ledger
 * @returns unknown where the snapshot is gone, or where one beneath is and rows differ
 */
export async function compareEnded(
  connection: Connection,
  run: Run,
  step: RunStep,
  runs: readonly Run[],
): Promise<Comparison> {
  if (step.alteration === undefined && !(await hasSnapshot(connection, step))) return 'unknown';
  const found = await tableOf(connection, step);
  if (step.alteration !== undefined || found.table === undefined || !found.isComparable) {
    const { restored, intact, conflicting, gone } = await stepStanding(connection, step, [], found);
    return { asBefore: restored, asRun: intact, changed: conflicting, gone };
  }
  const earlier: RunStep[] = [];
  for (const other of run.steps.filter(({ ordinal }) => ordinal < step.ordinal))
    if (uppersOf(other, [step]).length > 0 && (await hasSnapshot(connection, other))) earlier.push(other);
  const beneath: RunStep[] = [];
  let isWhole = true;
  for (const other of stepsBeneath(run, step, runs)) {
    const isReadable = isAlike(step, other) && (await hasSnapshot(connection, other));
    if (isReadable) beneath.push(other);
    else isWhole = false;
  }
  const counted = await countRows(connection, step, found.table, earlier, beneath);
  return counted.changed > 0 && !isWhole ? 'unknown' : counted;
}

/** Others may have given the column another type between two runs. */
function isAlike(step: RunStep, other: RunStep): boolean {
  return step.columns.before.every(({ name: wanted, storage }) => {
    const found = other.columns.after.find((each) => each.name === wanted);
    return found === undefined || found.storage === storage;
  });
}

async function hasSnapshot(connection: Connection, { snapshot }: RunStep): Promise<boolean> {
  return snapshot !== undefined && connection.hasTable(snapshot);
}

async function countRows(
  connection: Connection,
  step: RunStep,
  table: Table,
  earlier: readonly RunStep[],
  beneath: readonly RunStep[],
): Promise<Exclude<Comparison, 'unknown'>> {
  const { dialect } = connection;
  const compared = compareStep(dialect, step, [], table);
  const { isRestored, isIntact, isGone } = compared;
  const from = step.columns.whole
    ? compared.from
    : sql`${throughBeneath(dialect, step, beneath)} fl_s
    left join ${dialect.table(step.table)} t on ${keysMeet(step.columns.key, 't', 'fl_s')}`;
  const isFirst = all(earlier.map((other, index) => isAbsentFrom(connection, step, other, `e${index + 1}`)));
  const verdict = sql`case when ${isRestored} then 1 when ${isIntact} then 2 when ${isGone} then 4 else 3 end`;
  const counted = (number: number) => dialect.countIf(sql`${column('v', 'verdict')} = ${dialect.integer(number)}`);
  // Not every engine counts by a condition that holds a query.
  const [row] =
    await connection.query(sql`select ${counted(1)} as ${name('as_before')}, ${counted(2)} as ${name('as_run')},
      ${counted(3)} as ${name('changed')}, ${counted(4)} as ${name('gone')}
    from (select ${verdict} as ${name('verdict')} from ${from} where ${isFirst}) v`);
  const number = (title: string) => Number(row![title]);
  return {
    asBefore: number('as_before'),
    asRun: number('as_run'),
    changed: number('changed'),
    gone: number('gone'),
  };
}

function isAbsentFrom({ dialect }: Connection, step: RunStep, other: RunStep, alias: string): Sql {
  const meets = step.columns.key.map(
    (_, part) => sql`${column(alias, `k${part + 1}`)} = ${column('fl_s', `k${part + 1}`)}`,
  );
  return sql`not exists (select 1 from ${dialect.table(other.snapshot!)} ${tableAlias(alias)} where ${all(meets)})`;
}
