import type { Dialect } from '../model/dialect.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { RunStep } from '../model/run.ts';
import { join, name, sql } from '../sql/sql.ts';
import { namedColumns } from '../snapshot/columns.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { snapshotDigest } from '../snapshot/digest.ts';
import { withoutInserted, type SnapshotRows } from '../snapshot/overlay.ts';
import { tableSource } from '../snapshot/row-source.ts';
import { candidatesOf, snapshotQuery } from '../snapshot/snapshot-query.ts';
import { formatTable, isSameTable, type TableName } from '../model/table.ts';
import { makeChange } from './change.ts';

/**
 * Makes one step of a run, inside the open transaction: fills its snapshot, holds it against the plan, changes the table.
 * @param earlier steps of the same apply that came before
 * @param others steps of the other runs that are active
 * @param onSnapshot told when the snapshot is taken
 * @throws STALE_PLAN where other rows or values would be touched than planned; WRITE_CONFLICT where others interfered
 */
export async function injectStep(
  connection: Connection,
  step: RunStep,
  compiled: CompiledStep,
  planned: PlannedStep,
  earlier: readonly RunStep[],
  others: readonly RunStep[],
  onSnapshot: () => void,
): Promise<void> {
  if (step.snapshot && step.alteration === undefined) {
    await takeSnapshot(connection, step, compiled, earlier, others);
    await holdAgainstPlan(connection, step, compiled, planned);
  }
  onSnapshot();
  await makeChange(connection, step, compiled.table);
}

async function takeSnapshot(
  connection: Connection,
  step: RunStep,
  compiled: CompiledStep,
  earlier: readonly RunStep[],
  others: readonly RunStep[],
): Promise<void> {
  const { dialect } = connection;
  let source = tableSource(dialect, compiled.table);
  for (const before of snapshotsOf(dialect, earlier, step.table))
    source = withoutInserted(dialect, source, compiled.table.columns, before);
  const absent = snapshotsOf(dialect, [...others, ...earlier], step.table).filter(({ effect }) => effect === 'delete');
  const columns = [...namedColumns(step.columns).map((each) => name(each.name)), name('occurrence')];
  await connection.execute(sql`insert into ${dialect.table(step.snapshot!)} (${join(columns)})
    ${snapshotQuery(dialect, compiled, { ...candidatesOf(dialect, compiled, source), absent }, 'apply')}`);
}

/** What steps did to the rows of one table. */
function snapshotsOf(dialect: Dialect, steps: readonly RunStep[], table: TableName): readonly SnapshotRows[] {
  const own = steps.filter((each) => isSameTable(each.table, table));
  return own.flatMap(({ effect, columns, snapshot }) =>
    snapshot ? [{ effect, columns, rows: dialect.table(snapshot) }] : [],
  );
}

async function holdAgainstPlan(
  connection: Connection,
  step: RunStep,
  compiled: CompiledStep,
  planned: PlannedStep,
): Promise<void> {
  const { dialect } = connection;
  const digest = snapshotDigest(dialect, compiled);
  const [row] = await connection.query(
    sql`select count(*) as ${name('found')}, ${digest} as ${name('digest')} from ${dialect.table(step.snapshot!)} fl_s`,
  );
  const found = Number(row!['found']);
  if (found === planned.frozen.rows && String(row!['digest']) === planned.digest) return;
  const difference =
    found === planned.frozen.rows
      ? 'other rows or values would be touched'
      : `${found} rows would be touched instead of ${planned.frozen.rows}`;
  throw new FaultlineError(
    'STALE_PLAN',
    `step "${planned.id}" on ${formatTable(planned.table)} is no longer what was planned: ${difference}`,
    { hint: 'Plan again.' },
  );
}
