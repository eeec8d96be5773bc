import type { Connection, Row } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Origin } from '../model/project.ts';
import type { EndReason, Run, RunState, RunStep } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import { all, join, name, sql } from '../sql/sql.ts';
import { holdOf } from './holds.ts';
import { ledgerTable } from './tables.ts';

/** What the column `is_released` says. */
const releaseMarks = { none: 0, released: 1, heldWaiting: 2 } as const;

/** Which runs are wanted; absent keys do not restrict. */
export interface RunFilter {
  readonly id?: string | undefined;
  readonly project?: string | undefined;
  readonly scenario?: string | undefined;
  readonly target?: string | undefined;
  readonly state?: RunState | undefined;
  /**
   * `deciding`: those that are applied or open, and the last one of each scenario in each target: all that a plan looks
   * at, however long the history is. `with snapshots`: those whose snapshots were not dropped yet. Absent = all.
   */
  readonly which?: 'deciding' | 'with snapshots' | undefined;
}

/** Runs with their steps, in the order in which they were applied. */
export async function readRuns(
  connection: Connection,
  schema: string,
  { which, ...filter }: RunFilter = {},
): Promise<readonly Run[]> {
  const table = connection.dialect.table(ledgerTable(schema, 'runs'));
  const stepTable = connection.dialect.table(ledgerTable(schema, 'steps'));
  const conditions = Object.entries(filter).flatMap(([column, value]) =>
    value === undefined ? [] : [sql`${name(column)} = ${value}`],
  );
  if (which === 'deciding') conditions.push(isDeciding(table));
  if (which === 'with snapshots')
    conditions.push(
      sql`${name('id')} in (select ${name('run_id')} from ${stepTable} where ${name('snapshot_table')} is not null)`,
    );
  const runs = await connection.query(sql`select * from ${table}
    where ${all(conditions)}
    order by ${name('sequence')}, ${name('prepared_at')}`);
  if (runs.length === 0) return [];
  // Not by a list of their ids, which would have no end.
  const ids = sql`select ${name('id')} from ${table} where ${all(conditions)}`;
  const steps = await connection.query(sql`select * from ${stepTable}
    where ${name('run_id')} in (${ids})
    order by ${name('run_id')}, ${name('ordinal')}`);
  const stepsOf = Map.groupBy(steps, (step) => step['run_id']);
  return runs.map((run) => toRun(run, stepsOf.get(run['id']) ?? [], schema));
}

/** No two runs that were ever applied have one number; those that are open have none. */
function isDeciding(table: Sql): Sql {
  const isOpen = sql`${name('state')} in ('prepared', 'altering')`;
  const scenario = join(['project', 'target', 'scenario'].map((column) => name(column)));
  return sql`(${isOpen} or ${name('state')} = 'applied'
      or ${name('sequence')} in (
        select max(${name('sequence')})
        from ${table}
        where not (${isOpen})
        group by ${scenario}))`;
}

/** Writes a run in state `prepared`, with its steps. */
export async function insertRun(connection: Connection, schema: string, run: Run): Promise<void> {
  await insert(connection, sql`${connection.dialect.table(ledgerTable(schema, 'runs'))}`, {
    id: run.id,
    sequence: run.sequence,
    project: run.project,
    scenario: run.scenario,
    target: run.target,
    slot: run.slot === '' ? null : run.slot,
    state: run.state,
    fingerprint: run.fingerprint,
    origin: JSON.stringify(run.origin),
    path: run.path,
    plan_digest: run.planDigest,
    plan_now: run.now,
    actor: run.actor,
    prepared_at: run.preparedAt,
    applied_at: run.appliedAt,
    expires_at: run.expiresAt,
    ended_at: run.endedAt,
    end_reason: run.endReason,
    is_released: run.isReleased ? releaseMarks.released : releaseMarks.none,
    row_count: run.rows,
    source: run.source,
  });
  for (const step of run.steps) {
    await insert(connection, sql`${connection.dialect.table(ledgerTable(schema, 'steps'))}`, {
      run_id: run.id,
      ordinal: step.ordinal,
      step_id: step.id,
      anomaly: step.anomaly,
      effect: step.effect,
      table_schema: step.table.schema,
      table_name: step.table.name,
      table_identity: step.tableIdentity,
      snapshot_table: step.snapshot?.name ?? null,
      row_count: step.rows,
      snapshot_columns: heldAsJson(step),
      alteration: step.alteration === undefined ? null : JSON.stringify(step.alteration),
    });
  }
}

/** Marks a run as applied, inside the transaction of its change. @param from its state so far @throws WRITE_CONFLICT where it is no longer in it */
export async function markApplied(
  connection: Connection,
  schema: string,
  run: Run,
  appliedAt: string,
  from: RunState,
): Promise<void> {
  const table = connection.dialect.table(ledgerTable(schema, 'runs'));
  const [last] = await connection.query(
    sql`select coalesce(max(${name('sequence')}), 0) as ${name('last')} from ${table}`,
  );
  const changed = await connection.execute(sql`update ${table}
    set ${assigned({ state: 'applied', applied_at: appliedAt, expires_at: run.expiresAt, sequence: Number(last!['last']) + 1 })}
    where ${name('id')} = ${run.id} and ${name('state')} = ${from} and ${name('ended_at')} is null`);
  if (changed !== 1)
    throw new FaultlineError('WRITE_CONFLICT', `run ${run.id} was discarded by another Faultline's recovery`);
}

/** Writes down what a sweep has taken, inside its transaction. @param run with its rows and sweeps as they are now @throws WRITE_CONFLICT where it is no longer active */
export async function markSwept(connection: Connection, schema: string, run: Run): Promise<void> {
  const { dialect } = connection;
  for (const step of run.steps.filter(({ sweep }) => sweep !== undefined))
    await connection.execute(sql`update ${dialect.table(ledgerTable(schema, 'steps'))}
      set ${assigned({ row_count: step.rows, snapshot_columns: heldAsJson(step) })}
      where ${name('run_id')} = ${run.id} and ${name('ordinal')} = ${dialect.integer(step.ordinal)}`);
  const changed = await connection.execute(sql`update ${dialect.table(ledgerTable(schema, 'runs'))}
    set ${assigned({ row_count: run.rows })}
    where ${name('id')} = ${run.id} and ${name('state')} = 'applied'`);
  if (changed !== 1) throw new FaultlineError('WRITE_CONFLICT', `run ${run.id} is no longer active`);
}

/** Says that a prepared run may alter its tables from now on. */
export async function markAltering(connection: Connection, schema: string, run: string): Promise<void> {
  await connection.execute(
    sql`update ${connection.dialect.table(ledgerTable(schema, 'runs'))} set ${assigned({ state: 'altering' })} where ${name('id')} = ${run}`,
  );
}

/** Says that a run which alters its tables is taken back by somebody else: it can no longer become applied. @returns false where it is no longer altering */
export async function abandonAltering(
  connection: Connection,
  schema: string,
  run: string,
  endedAt: string,
): Promise<boolean> {
  const table = connection.dialect.table(ledgerTable(schema, 'runs'));
  const changed = await connection.execute(
    sql`update ${table} set ${assigned({ ended_at: endedAt })} where ${name('id')} = ${run} and ${name('state')} = 'altering'`,
  );
  return changed === 1;
}

/** Marks an applied run as ended, inside the transaction of its rollback. */
export async function markEnded(
  connection: Connection,
  schema: string,
  run: string,
  state: 'rolled back' | 'healed',
  reason: EndReason,
  endedAt: string,
): Promise<void> {
  const table = connection.dialect.table(ledgerTable(schema, 'runs'));
  await connection.execute(
    sql`update ${table} set ${assigned({ state, end_reason: reason, ended_at: endedAt })} where ${name('id')} = ${run}`,
  );
}

/** Holds a scenario between two slots, by a mark on its last run. */
export async function holdEnded(connection: Connection, schema: string, run: string): Promise<void> {
  const table = connection.dialect.table(ledgerTable(schema, 'runs'));
  await connection.execute(
    sql`update ${table} set ${assigned({ is_released: releaseMarks.heldWaiting })} where ${name('id')} = ${run}`,
  );
}

/** Lifts the hold of a scenario. @returns number of runs that held it */
export async function releaseHolds(
  connection: Connection,
  schema: string,
  project: string,
  scenario: string,
  target: string,
): Promise<number> {
  const held = holdOf(await readRuns(connection, schema, { project, scenario, target }));
  if (held === undefined) return 0;
  const table = connection.dialect.table(ledgerTable(schema, 'runs'));
  return connection.execute(sql`update ${table} set ${assigned({ is_released: releaseMarks.released })}
    where ${name('id')} = ${held.id} and ${name('is_released')} <> ${connection.dialect.integer(releaseMarks.released)}`);
}

/** Notes that the snapshots of an ended run were dropped. */
export async function forgetSnapshots(connection: Connection, schema: string, run: string): Promise<void> {
  await connection.execute(
    sql`update ${connection.dialect.table(ledgerTable(schema, 'steps'))} set ${assigned({ snapshot_table: null })} where ${name('run_id')} = ${run}`,
  );
}

/** Forgets runs and their steps; their snapshot tables are dropped by the caller. */
export async function deleteRun(connection: Connection, schema: string, run: string): Promise<void> {
  await connection.execute(
    sql`delete from ${connection.dialect.table(ledgerTable(schema, 'steps'))} where ${name('run_id')} = ${run}`,
  );
  await connection.execute(
    sql`delete from ${connection.dialect.table(ledgerTable(schema, 'runs'))} where ${name('id')} = ${run}`,
  );
}

async function insert(
  connection: Connection,
  table: Sql,
  values: Readonly<Record<string, string | number | null>>,
): Promise<void> {
  const columns = Object.keys(values).map((column) => name(column));
  const bound = Object.values(values).map((value) => sql`${value}`);
  await connection.execute(sql`insert into ${table} (${join(columns)}) values (${join(bound)})`);
}

function assigned(values: Readonly<Record<string, string | number | null>>): Sql {
  return join(Object.entries(values).map(([column, value]) => sql`${name(column)} = ${value}`));
}

function toRun(row: Row, steps: readonly Row[], schema: string): Run {
  return {
    id: text(row, 'id'),
    sequence: Number(row['sequence']),
    project: text(row, 'project'),
    scenario: text(row, 'scenario'),
    target: text(row, 'target'),
    slot: optionalText(row, 'slot') ?? '',
    state: text(row, 'state') as RunState,
    fingerprint: text(row, 'fingerprint'),
    origin: JSON.parse(text(row, 'origin')) as Origin,
    path: text(row, 'path'),
    planDigest: text(row, 'plan_digest'),
    now: text(row, 'plan_now'),
    actor: text(row, 'actor'),
    preparedAt: text(row, 'prepared_at'),
    appliedAt: optionalText(row, 'applied_at'),
    expiresAt: optionalText(row, 'expires_at'),
    endedAt: optionalText(row, 'ended_at'),
    endReason: optionalText(row, 'end_reason') as EndReason | null,
    isReleased: Number(row['is_released']) === releaseMarks.released,
    isHeldWaiting: Number(row['is_released']) === releaseMarks.heldWaiting,
    rows: Number(row['row_count']),
    source: text(row, 'source'),
    steps: steps.map((step) => toStep(step, schema)),
  };
}

/** What a sweep needs stands beside the columns: it is part of how the snapshot is read and filled. */
function heldAsJson({ columns, sweep }: RunStep): string {
  return JSON.stringify(sweep === undefined ? columns : { ...columns, sweep });
}

function heldFromJson(json: string): Pick<RunStep, 'columns' | 'sweep'> {
  const { sweep, ...columns } = JSON.parse(json) as RunStep['columns'] & Pick<RunStep, 'sweep'>;
  return { columns, ...(sweep && { sweep }) };
}

function toStep(row: Row, schema: string): RunStep {
  const snapshot = optionalText(row, 'snapshot_table');
  const alteration = optionalText(row, 'alteration');
  return {
    id: text(row, 'step_id'),
    ordinal: Number(row['ordinal']),
    anomaly: text(row, 'anomaly'),
    effect: text(row, 'effect') as RunStep['effect'],
    table: { schema: text(row, 'table_schema'), name: text(row, 'table_name') },
    tableIdentity: text(row, 'table_identity'),
    ...heldFromJson(text(row, 'snapshot_columns')),
    rows: Number(row['row_count']),
    ...(snapshot !== null && { snapshot: { schema, name: snapshot } }),
    ...(alteration !== null && { alteration: JSON.parse(alteration) as NonNullable<RunStep['alteration']> }),
  };
}

function text(row: Row, column: string): string {
  return String(row[column]);
}

function optionalText(row: Row, column: string): string | null {
  return row[column] === null || row[column] === undefined ? null : String(row[column]);
}
