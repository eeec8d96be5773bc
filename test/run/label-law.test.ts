import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Label } from '../../src/model/run.ts';
import type { TableName } from '../../src/model/table.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import { column, join, name, sql } from '../../src/sql/sql.ts';
import { loadBirdstrikes } from '../support/data-sets.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { birdstrikeSteps } from './birdstrike-steps.ts';
import { benchFor, scenarioOf } from './workbench.ts';

/** Texts of a table's cells by key and column. */
type Cells = ReadonlyMap<string, Readonly<Record<string, string | null>>>;

it('every anomaly of the catalog is tried', () => {
  expect(Object.keys(birdstrikeSteps).toSorted()).toEqual([...catalog.keys()].toSorted());
});

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let table: TableName;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    table = await loadBirdstrikes(connection);
    // Two more columns that format-change suits.
    await execute(
      connection,
      'alter table birdstrikes add column reported varchar(20)',
      'alter table birdstrikes add column phone varchar(30)',
    );
    await execute(
      connection,
      `update birdstrikes set reported = cast(flight_date as varchar(10)), phone = '+1 202 555 01' || cast(10 + id % 90 as varchar(2))`,
    );
  });
  afterAll(() => database.drop());

  it.each(Object.entries(birdstrikeSteps))(
    '%s: the cells that differ are the cells that are labelled',
    async (anomaly, step) => {
      const bench = benchFor(database);
      const before = await cellsOf(connection, table);
      const [target] = await bench.converge([scenarioOf(anomaly, step)]);
      const [run] = await readRuns(connection, 'faultline', { id: target!.injected[0]!.id });
      const labels: Label[] = [];
      for await (const label of readLabels(connection, run!)) labels.push(label);
      const after = await cellsOf(connection, table);
      await bench.rollback(connection, run!.id);
      expect(labels.length).toBeGreaterThan(0);
      expect(labels.map(changeOf).toSorted()).toEqual(differences(before, after, run!.steps[0]!.alteration).toSorted());
      expect(await cellsOf(connection, table)).toEqual(before);
    },
  );
});

function changeOf(label: Label): string {
  const row = (json: string) => canonical(JSON.parse(json) as Record<string, string | null>);
  if (label.column !== null) return JSON.stringify([label.key, label.column, label.before, label.after]);
  return label.before === null ? `+${row(label.after!)}` : `-${row(label.before)}`;
}

function differences(
  before: Cells,
  after: Cells,
  alteration: { readonly from: string; readonly to: string } | undefined,
): readonly string[] {
  if (alteration) {
    const columns = (cells: Cells) => Object.keys([...cells.values()][0]!);
    const gone = columns(before).filter((each) => !columns(after).includes(each));
    const come = columns(after).filter((each) => !columns(before).includes(each));
    return [JSON.stringify(['', gone[0], gone[0], come[0]])];
  }
  const found: string[] = [];
  for (const [key, row] of before) {
    const now = after.get(key);
    if (now === undefined) {
      found.push(`-${canonical(row)}`);
      continue;
    }
    for (const [title, text] of Object.entries(row)) {
      if (now[title] !== text) found.push(JSON.stringify([key, title, text, now[title]]));
    }
  }
  for (const [key, row] of after) if (!before.has(key)) found.push(`+${canonical(row)}`);
  return found;
}

function canonical(row: Readonly<Record<string, string | null>>): string {
  return JSON.stringify(Object.entries(row).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

async function cellsOf(connection: Connection, table: TableName): Promise<Cells> {
  const { columns } = (await connection.describeTable(table))!;
  const texts = columns.map(
    (each) => sql`${connection.dialect.text(column('t', each.name), each)} as ${name(each.name)}`,
  );
  const rows = await connection.query(sql`select ${join(texts)} from ${connection.dialect.table(table)} as t`);
  return new Map(
    rows.map((row) => [
      String(row['id']),
      Object.fromEntries(columns.map((each) => [each.name, row[each.name] === null ? null : String(row[each.name])])),
    ]),
  );
}
