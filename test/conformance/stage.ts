import { expect } from 'vitest';
import { releaseHolds } from '../../src/ledger/runs.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { PlannedStep } from '../../src/model/plan.ts';
import type { Label, Run } from '../../src/model/run.ts';
import type { TableName } from '../../src/model/table.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import { column, name, sql } from '../../src/sql/sql.ts';
import { readTexts, type TableTexts } from '../plan/replay.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import type { TestDatabase } from '../support/engines.ts';

const now = new Date('2026-11-20T09:00:00Z');

/** One table of one database, to which steps are applied one after the other. */
export interface Stage {
  readonly database: TestDatabase;
  readonly connection: Connection;
  readonly bench: Bench;
  readonly table: TableName;
}

/** What one step did. */
export interface Performance<State> {
  readonly planned: PlannedStep;
  readonly run: Run;
  readonly labels: readonly Label[];
  /** What the table held then. */
  readonly after: State;
}

/** Plans a step, applies it, reads its labels and what the table holds then, and rolls it back for good. */
export function perform(stage: Stage, step: string): Promise<Performance<TableTexts>> {
  return performSeeing(stage, step, textsOf);
}

/** All rows of the stage's table as texts; none of a table that is missing. */
export async function textsOf({ connection, table }: Stage): Promise<TableTexts> {
  return (await connection.hasTable(table)) ? readTexts(connection, table) : new Map();
}

/** A digest of the stage's table: cheap, and comparable on one engine, whatever the order of the columns. */
export async function imageOf({ connection, table }: Stage): Promise<string> {
  if (!(await connection.hasTable(table))) return 'no table';
  const titles = (await connection.describeTable(table))!.columns.map((each) => each.name);
  const columns = titles.toSorted().map((title) => column('t', title));
  const [row] = await connection.query(
    sql`select count(*) as ${name('found')}, ${connection.dialect.digest(columns)} as ${name('digest')} from ${connection.dialect.table(table)} t`,
  );
  return `${String(row!['found'])} rows ${String(row!['digest'])}`;
}

export async function stageOf(
  database: TestDatabase,
  load: (connection: Connection) => Promise<TableName>,
): Promise<Stage> {
  const connection = await database.connect();
  return { database, connection, bench: benchFor(database), table: await load(connection) };
}

/** As `perform`. @param see what is kept of the table as the step leaves it */
export async function performSeeing<State>(
  stage: Stage,
  step: string,
  see: (stage: Stage) => Promise<State>,
): Promise<Performance<State>> {
  const { bench, connection } = stage;
  const scenario = scenarioOf('conformance', step);
  const plan = await bench.plan([scenario], { now });
  const [action] = plan.targets[0]!.actions;
  if (action?.action !== 'inject') throw new Error(`planned to ${action?.action}`);
  const [applied] = await bench.apply([scenario], plan);
  const run = applied!.injected[0]!;
  const labels = await labelsOf(connection, run);
  const after = await see(stage);
  const again = await bench.plan([scenario], { now });
  expect(again.targets[0]!.actions[0]).toMatchObject({ action: 'keep', standing: { intact: run.rows, gone: 0 } });
  await bench.rollback(connection, 'conformance');
  await releaseHolds(connection, connection.server.ledgerSchema, 'acme-dq', 'conformance', 'shop');
  return { planned: action.steps[0]!, run, labels, after };
}

export async function labelsOf(connection: Connection, run: Run): Promise<readonly Label[]> {
  const labels: Label[] = [];
  for await (const label of readLabels(connection, run)) labels.push(label);
  return labels;
}

/** A label without what differs from run to run and from schema to schema; whole rows as objects, so that a difference shows which value it is. */
export function comparable(label: Label): object {
  const { run: _, table: __, ...rest } = label;
  // Types have other names on each engine, and columns that came back stand at the end on some.
  if (['column-retyped', 'column-reordered'].includes(label.anomaly)) return { ...rest, before: '', after: '' };
  const value = (text: string | null): unknown =>
    label.column === null && text !== null ? (JSON.parse(text) as unknown) : text;
  return { ...rest, before: value(label.before), after: value(label.after) };
}
