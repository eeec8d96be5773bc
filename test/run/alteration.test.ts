import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { ProblemsError } from '../../src/model/errors.ts';
import type { TableName } from '../../src/model/table.ts';
import { columnsMade } from '../../src/snapshot/alteration.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

const renamed = scenarioOf('a-renamed', '- {id: renamed, anomaly: column-renamed, table: prices, column: price}');

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let prices: TableName;
  let original: string;

  beforeEach(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    prices = { schema: connection.server.defaultSchema, name: 'prices' };
    // Without a declared key: DuckDB renames no column of a table with an index.
    await execute(
      connection,
      'create table prices (id bigint not null, price decimal(10, 2), label varchar(20))',
      `insert into prices select n, n * 1.5, 'label' || cast(n as varchar(4)) from generate_series(1, 60) as g (n)`,
    );
    original = await checksum(connection, prices);
  });
  afterEach(() => database.drop());

  async function codesOf(attempt: Promise<unknown>): Promise<readonly string[]> {
    const error: unknown = await attempt.then(
      () => undefined,
      (failure: unknown) => failure,
    );
    return error instanceof ProblemsError ? error.problems.map((each) => each.code) : [String(error)];
  }

  it('a column is renamed after the rows of the same plan are changed, whatever the names of the scenarios', async () => {
    const others = scenarioOf(
      'b-labels',
      `- {id: s, anomaly: null-spike, table: prices, column: label, during: all, where: "price > 3"}`,
    );
    const [target] = await bench.converge([renamed, others]);
    expect(target!.injected.map((run) => run.scenario)).toEqual(['b-labels', 'a-renamed']);
    await bench.rollback(connection, 'b-labels');
    await bench.rollback(connection, 'a-renamed');
    expect(await checksum(connection, prices)).toBe(original);
  });

  it('a column is not renamed in the plan that changes its values, nor twice', async () => {
    const values = scenarioOf('b-values', '- {id: s, anomaly: outlier, table: prices, column: price, during: all}');
    const copies = scenarioOf('b-copies', '- {id: s, anomaly: duplicate-row, table: prices, during: all}');
    const again = scenarioOf('b-renamed', '- {id: s, anomaly: column-renamed, table: prices, column: price}');
    for (const other of [values, copies, again]) {
      expect(await codesOf(bench.plan([renamed, other]))).toEqual(['OVERLAPS_ACTIVE_RUN']);
    }
  });

  it('values of a renamed column are left alone while it has its new name', async () => {
    const [target] = await bench.converge([renamed]);
    const [to] = columnsMade(target!.injected[0]!.steps[0]!.alteration!);
    const values = scenarioOf(
      'values',
      `- {id: s, anomaly: outlier, table: prices, column: ${to}, during: all, volume: 10 rows}`,
    );
    expect(await codesOf(bench.converge([values], { isComplete: false }))).toEqual(['OVERLAPS_ACTIVE_RUN']);
  });

  it('a saved plan does not rename a column that has got into a snapshot since', async () => {
    const plan = await bench.plan([renamed], { isComplete: false });
    await bench.converge([
      scenarioOf('values', '- {id: s, anomaly: outlier, table: prices, column: price, during: all, volume: 10 rows}'),
    ]);
    await expect(bench.apply([renamed], plan)).rejects.toMatchObject({
      code: 'STALE_PLAN',
      message: expect.stringContaining('values'),
    });
    await bench.rollback(connection);
    expect(await checksum(connection, prices)).toBe(original);
  });
});
