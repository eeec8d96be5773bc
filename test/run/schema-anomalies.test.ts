import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { planSchema } from '../../src/output/plan-schema.ts';
import { checkSchema } from '../../src/scenario/schema-check.ts';
import { labelsOf } from '../conformance/stage.ts';
import { readTexts } from '../plan/replay.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { lineTables } from './line-tables.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

const steps = {
  'a column is added': '- {id: s, anomaly: column-added, table: lines}',
  'a column is added with a value':
    '- {id: s, anomaly: column-added, table: lines, with: {name: rank, type: integer, value: 7}}',
  'a column is dropped': '- {id: s, anomaly: column-dropped, table: lines, column: price}',
  'a column that refers to others is dropped': '- {id: s, anomaly: column-dropped, table: lines, column: article}',
  'the last column is dropped': '- {id: s, anomaly: column-dropped, table: lines, column: note}',
  'a number becomes a text': '- {id: s, anomaly: column-retyped, table: lines, column: price}',
  'a number loses its fraction': '- {id: s, anomaly: column-retyped, table: lines, column: price, with: {to: integer}}',
  'a date becomes a text': '- {id: s, anomaly: column-retyped, table: lines, column: day}',
  'a column is put at the end': '- {id: s, anomaly: column-reordered, table: lines, column: label}',
  'a column is put behind another one':
    '- {id: s, anomaly: column-reordered, table: lines, column: price, with: {behind: label}}',
  'the table is missing': '- {id: s, anomaly: table-missing, table: lines}',
};

const engines = allTestEngines.filter(({ name }) => lineTables[name] !== undefined);

describe.each(engines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let lines: TableName;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    lines = { schema: connection.server.defaultSchema, name: 'lines' };
    await execute(connection, ...lineTables[engine.name]!);
  });
  afterAll(() => database.drop());

  /** Names and types of the columns in their order; undefined where the table is away. */
  async function described(): Promise<readonly string[] | undefined> {
    return (await connection.describeTable(lines))?.columns.map(({ name, type }) => `${name} ${type}`);
  }

  /** All that is declared; where a column that comes back stands at the end, whatever the order. */
  async function shape(isOrdered: boolean): Promise<unknown> {
    const { columns, ...rest } = await connection.declareTable(lines);
    const whole = columns.map((each) => ({
      ...each,
      column: { ...each.column, ordinal: isOrdered ? each.column.ordinal : 0 },
      attach: each.attach.map(inAnyOrder).toSorted(),
      detach: each.detach.toSorted(),
      notes: each.notes.toSorted(),
    }));
    const byName = whole.toSorted((left, right) => (left.column.name < right.column.name ? -1 : 1));
    return { ...rest, columns: isOrdered ? whole : byName };
  }

  it.each(Object.entries(steps))('%s, and all is as before after the rollback', async (title, step) => {
    const isOrdered = !step.includes('column-dropped') || connection.dialect.reshaping.returnNote === undefined;
    const before = await shape(isOrdered);
    const rows = await readTexts(connection, lines);
    const tableBefore = await described();
    const scenario = scenarioOf(title.replaceAll(/[^a-z]+/g, '-'), step);
    const plan = await bench.plan([scenario]);
    expect(checkSchema(planSchema, JSON.parse(JSON.stringify(plan)), [])).toEqual([]);
    const [target] = await bench.apply([scenario], plan);
    expect(await described()).not.toEqual(tableBefore);
    expect(target!.injected[0]!.rows).toBe(1);
    expect(await labelsOf(connection, target!.injected[0]!)).toHaveLength(1);
    const again = await bench.plan([scenario]);
    expect(again.targets[0]!.actions[0]).toMatchObject({ action: 'keep', standing: { intact: 1, conflicting: 0 } });
    expect((await bench.rollback(connection))[0]).toMatchObject({ restored: 1, skipped: 0 });
    expect(await readTexts(connection, lines)).toEqual(rows);
    expect(await shape(isOrdered)).toEqual(before);
  });
});

/** PostgreSQL lists what statistics are of in the order of the table. */
function inAnyOrder(statement: string): string {
  const [, columns] = /^CREATE STATISTICS .* ON (.+) FROM/.exec(statement) ?? [];
  return columns === undefined ? statement : statement.replace(columns, columns.split(', ').toSorted().join(', '));
}
