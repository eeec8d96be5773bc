import type { Catalog } from '../../../src/model/anomaly.ts';
import type { Connection } from '../../../src/model/engine.ts';
import type { Project, Target } from '../../../src/model/project.ts';
import type { PlannedStep } from '../../../src/model/plan.ts';
import type { Scenario } from '../../../src/model/scenario.ts';
import { planTarget } from '../../../src/plan/plan-target.ts';
import { thawSteps } from '../../../src/run/thaw-step.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { namedColumns, snapshotColumns } from '../../../src/snapshot/columns.ts';
import type { CompiledStep } from '../../../src/snapshot/compiled-step.ts';
import { formatInstant, parseInstant } from '../../../src/snapshot/instant.ts';
import { tableSource } from '../../../src/snapshot/row-source.ts';
import { candidatesOf, snapshotQuery } from '../../../src/snapshot/snapshot-query.ts';
import { column, join, name, sql } from '../../../src/sql/sql.ts';
import type { Performed, RowPair, SampleRow } from './example.ts';
import type { SampleTable } from './sample-tables.ts';

const target: Target = {
  name: 'samples',
  url: '',
  environment: 'test',
  protect: [],
  limits: {},
  bind: {},
  statementTimeout: 60,
};

const project: Pick<Project, 'name'> = { name: 'samples' };

/** All rows of a sample table, by their key. */
export async function readSampleRows(
  connection: Connection,
  { name: title, columns }: SampleTable,
): Promise<ReadonlyMap<string, SampleRow>> {
  const { dialect, server } = connection;
  const table = (await connection.describeTable({ schema: server.defaultSchema, name: title }))!;
  const texts = table.columns.map((each) => sql`${dialect.text(column('t', each.name), each)} as ${name(each.name)}`);
  const rows = await connection.query(
    sql`select ${join(texts)} from ${dialect.table(table.name)} t order by ${column('t', 'id')}`,
  );
  return new Map(
    rows.map((row) => [
      String(row['id']),
      Object.fromEntries(columns.map((each) => [each.name, textOf(row[each.name])])),
    ]),
  );
}

/** Plans a step on its sample table, and reads off what it would do to each row. @param step as an item of a YAML list, on one line */
export async function performExample(
  connection: Connection,
  catalog: Catalog,
  table: SampleTable,
  step: string,
  rows: ReadonlyMap<string, SampleRow>,
): Promise<Performed> {
  const scenario = scenarioOfExample(step, catalog);
  const planned = await planExample(connection, catalog, scenario, table.now);
  const [compiled] = await thawSteps(connection, catalog, scenario, [planned], []);
  const pairs = planned.alteration ? [] : await pairsOf(connection, compiled!, rows);
  return { table, planned, compiled: compiled!, pairs, alteration: planned.alteration };
}

/** A scenario of one step. @param step as an item of a YAML list, on one line */
export function scenarioOfExample(step: string, catalog: Catalog): Scenario {
  const indented = step.trim().replaceAll(/^/gmu, '  ');
  const text = `apiVersion: faultline/v1\nkind: Scenario\nname: example\ntarget: ${target.name}\nsteps:\n${indented}\n`;
  return parseScenario(text, 'scenarios/example.yaml', catalog);
}

/** Its dry run. @param now the plan's clock, ISO 8601 in UTC */
export async function planExample(
  connection: Connection,
  catalog: Catalog,
  scenario: Scenario,
  now: string,
): Promise<PlannedStep> {
  const { actions } = await planTarget(connection, {
    project: project.name,
    target,
    targets: [target.name],
    catalog,
    scenarios: [scenario],
    isComplete: true,
    origin: { repository: '', ref: '', commit: '', directory: '' },
    now: formatInstant(parseInstant(now)!),
    prune: false,
  });
  const [action] = actions;
  if (action?.action !== 'inject') throw new Error(`the example is planned to ${action?.action}`);
  return action.steps[0]!;
}

async function pairsOf(
  connection: Connection,
  compiled: CompiledStep,
  rows: ReadonlyMap<string, SampleRow>,
): Promise<readonly RowPair[]> {
  const { dialect } = connection;
  const columns = snapshotColumns(compiled);
  const snapshot = snapshotQuery(
    dialect,
    compiled,
    candidatesOf(dialect, compiled, tableSource(dialect, compiled.table)),
    'plan',
  );
  const texts = namedColumns(columns).map(
    (each) => sql`${dialect.text(column('fl_s', each.name), each.column)} as ${name(each.name)}`,
  );
  const taken = await connection.query(sql`select ${join(texts)} from (${snapshot}) fl_s`);
  const after = (row: (typeof taken)[number]): SampleRow =>
    Object.fromEntries(columns.after.map((each, index) => [each.name, textOf(row[`a${index + 1}`])]));
  if (compiled.anomaly.effect === 'insert') {
    const here = [...rows.values()].map((row) => ({ before: row, after: row }));
    const arrivals = taken
      .map(after)
      .toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
    return [...here, ...arrivals.map((row) => ({ before: undefined, after: row }))];
  }
  const byKey = new Map(taken.map((row) => [String(row['k1']), row]));
  const isDelete = compiled.anomaly.effect === 'delete';
  return [...rows].map(([key, row]) => {
    const change = byKey.get(key);
    if (change === undefined) return { before: row, after: row };
    return { before: row, after: isDelete ? undefined : { ...row, ...after(change) } };
  });
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
