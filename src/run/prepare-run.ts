import type { Connection } from '../model/engine.ts';
import type { Plan, PlannedStep } from '../model/plan.ts';
import type { Run, RunOrigin, RunStep, RunSweep } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Injection } from '../model/plan-changes.ts';
import { deleteRun, insertRun, readRuns } from '../ledger/runs.ts';
import { snapshotTable } from '../ledger/tables.ts';
import { continuedSince, expiryOf, sinceOf } from '../plan/expiry.ts';
import { namedColumns, snapshotColumns } from '../snapshot/columns.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { newRunId } from './run-id.ts';

/** A run that is written down, with empty snapshots, and changes nothing yet. */
export interface PreparedRun {
  readonly run: Run;
  readonly injection: Injection;
  /** In the order of `run.steps`. */
  readonly compiled: readonly CompiledStep[];
}

export interface PrepareRequest {
  readonly plan: Plan;
  readonly target: string;
  readonly schema: string;
  readonly scenario: Scenario;
  readonly injection: Injection;
  readonly compiled: readonly CompiledStep[];
  readonly actor: string;
  /** What is known of the files and the job only when the plan is applied. */
  readonly origin: Partial<RunOrigin>;
  readonly now: string;
}

/** The run that an injection makes, with an id of its own; nothing is written. */
export function draftRun(request: PrepareRequest): PreparedRun {
  return { run: toRun(request), injection: request.injection, compiled: request.compiled };
}

/**
 * Writes the run and creates its empty, typed snapshot tables, each statement committed by itself: no DDL is left
 * for the transaction that changes rows. The run comes first, so that a crash in between leaves nothing unknown.
 */
export async function writeRun(connection: Connection, schema: string, run: Run): Promise<void> {
  await connection.begin('read write');
  await insertRun(connection, schema, run);
  await connection.commit();
  for (const step of run.steps) await createSnapshot(connection, step);
}

/** Forgets a run that never changed anything: its snapshots, then the run itself. */
export async function discardRun(connection: Connection, schema: string, run: Run): Promise<void> {
  const [found] = await readRuns(connection, schema, { id: run.id });
  if (found && found.state !== 'prepared' && found.state !== 'altering') return;
  for (const step of run.steps) {
    if (step.snapshot) await connection.execute(connection.dialect.dropTable(step.snapshot));
  }
  await connection.begin('read write');
  await deleteRun(connection, schema, run.id);
  await connection.commit();
}

/** A primary key over `k1 …` costs time and is only there where joins need it. */
async function createSnapshot(connection: Connection, step: RunStep): Promise<void> {
  if (step.snapshot === undefined) return;
  const columns = namedColumns(step.columns);
  const key = columns.filter((each) => each.name.startsWith('k')).map((each) => each.name);
  const occurrence = { name: 'occurrence', type: connection.dialect.ledgerTypes.integer, isNullable: false };
  await connection.execute(
    connection.dialect.createTable(step.snapshot, [...columns, occurrence], connection.dialect.joinsNeedKey ? key : []),
  );
}

function toRun({ plan, target, schema, scenario, injection, compiled, actor, origin, now }: PrepareRequest): Run {
  const id = newRunId();
  const steps = compiled.map((each, index): RunStep => {
    const planned = injection.steps[index]!;
    const { alteration } = planned;
    const columns = snapshotColumns(each, alteration);
    const keepsValues = alteration === undefined || columns.before.length > 0;
    return {
      id: planned.id,
      ordinal: index + 1,
      anomaly: planned.placebo ? `${planned.anomaly} (placebo)` : planned.anomaly,
      effect: planned.effect,
      table: planned.table,
      tableIdentity: each.table.identity,
      columns,
      rows: alteration ? (alteration.change === 'break files' ? alteration.files.length : 1) : planned.frozen.rows,
      ...(alteration && { alteration }),
      ...(planned.frozen.sweep && { sweep: toSweep(planned) }),
      ...(keepsValues && { snapshot: snapshotTable(schema, id, index + 1) }),
    };
  });
  return {
    id,
    sequence: 0,
    project: plan.project,
    scenario: injection.scenario,
    target,
    slot: injection.slot ?? '',
    state: 'prepared',
    fingerprint: injection.fingerprint,
    origin: { ...plan.origin, ...origin },
    path: injection.path,
    planDigest: plan.digest,
    now: plan.now,
    actor,
    preparedAt: now,
    appliedAt: null,
    expiresAt: injection.expiresAt ?? null,
    endedAt: null,
    endReason: null,
    isReleased: false,
    rows: steps.reduce((sum, step) => sum + step.rows, 0),
    source: scenario.source,
    steps,
  };
}

function toSweep({ column, frozen, schemaDigest }: PlannedStep): RunSweep {
  return { ...(column !== undefined && { column }), frozen, schemaDigest, sweeps: 0, rows: 0 };
}

/** What a run goes on with, for its origin: nothing where it begins itself. @param active applied runs of the target */
export function continuedOrigin(injection: Injection, active: readonly Run[]): Partial<RunOrigin> {
  if (injection.action !== 'replace') return {};
  const replaced = active.find(({ id }) => id === injection.active.run);
  const since = replaced && continuedSince(injection, replaced);
  return since === undefined ? {} : { since };
}

/** A run as it is once it is applied: it lasts as long as its file says from then on, whenever it was planned. @param appliedAt ISO 8601 in UTC */
export function appliedRun(run: Run, scenario: Scenario, appliedAt: string): Run & { readonly appliedAt: string } {
  const expiresAt = expiryOf(scenario, run.slot, sinceOf({ ...run, appliedAt })) ?? null;
  return { ...run, state: 'applied', appliedAt, expiresAt };
}
