import { afterEach, beforeAll, beforeEach, afterAll, describe, expect, it } from 'vitest';
import { releaseHolds } from '../../src/ledger/runs.ts';
import type { Connection } from '../../src/model/engine.ts';
import { ProblemsError } from '../../src/model/errors.ts';
import type { TableName } from '../../src/model/table.ts';
import { parseProject } from '../../src/scenario/parse-project.ts';
import { readTexts } from '../plan/replay.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { lineTables } from './line-tables.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

const engines = allTestEngines.filter(({ name }) => lineTables[name] !== undefined && name !== 'mysql');

describe.each(engines)('on $name', (engine) => {
  let template: TestDatabase;
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let lines: TableName;

  beforeAll(async () => {
    template = await engine.createDatabase();
    await execute(await template.connect(), ...lineTables[engine.name]!);
  });
  beforeEach(async () => {
    database = await template.copy();
    connection = await database.connect();
    bench = benchFor(database);
    lines = { schema: connection.server.defaultSchema, name: 'lines' };
  });
  afterEach(() => database.drop());
  afterAll(() => template.drop());

  const inject = (step: string) => bench.converge([scenarioOf('drift', `- {id: s, table: lines, ${step}}`)]);
  const sql = (...statements: readonly string[]) =>
    execute(
      connection,
      ...statements.map((each) => (engine.name === 'mariadb' ? each.replaceAll(/\blines\b/g, '`lines`') : each)),
    );
  const refusal = (step: string) =>
    bench.plan([scenarioOf('drift', `- {id: s, table: lines, ${step}}`)]).then(
      () => undefined,
      (error: unknown) => (error instanceof ProblemsError ? error.problems[0]! : error),
    );

  it('rows that are gone are not put back with a dropped column, and new ones get its default', async () => {
    await inject('anomaly: column-dropped, column: price');
    await sql(
      'delete from lines where id <= 3',
      `insert into lines (id, article, label, day) values (100, 1, 'new', date '2026-03-04')`,
    );
    expect((await bench.rollback(connection))[0]).toMatchObject({ restored: 1, gone: 3 });
    const rows = await readTexts(connection, lines);
    expect([rows.get('1'), rows.get('4')?.['price'], rows.get('100')?.['price']]).toEqual([undefined, '5.00', '1.50']);
  });

  it('a dropped column that others have made again is left to them', async () => {
    await inject('anomaly: column-dropped, column: note');
    await sql(`alter table lines add column note ${engine.name === 'mariadb' ? 'text' : 'varchar'}`);
    await expect(bench.rollback(connection)).rejects.toMatchObject({
      code: 'ROLLBACK_CONFLICT',
      message: expect.stringContaining('"note"'),
    });
    expect((await bench.rollback(connection, undefined, { onConflict: 'skip' }))[0]).toMatchObject({ restored: 0 });
  });

  it('new rows without a value for a column that takes no NULL stand in the way of its return', async () => {
    await inject('anomaly: column-dropped, column: day');
    await sql(`insert into lines (id, article, label) values (100, 1, 'new')`);
    await expect(bench.rollback(connection)).rejects.toMatchObject({
      code: 'ROLLBACK_CONFLICT',
      message: expect.stringContaining('which takes no NULL'),
    });
    await sql('delete from lines where id = 100');
    expect((await bench.rollback(connection))[0]).toMatchObject({ restored: 1 });
  });

  it('values that others have written into an added or retyped column are lost by force only', async () => {
    await inject('anomaly: column-added, with: {name: rank, type: integer, value: 7}');
    await sql('update lines set rank = 8 where id < 3');
    await expect(bench.rollback(connection)).rejects.toMatchObject({ message: expect.stringContaining('2 in') });
    expect((await bench.rollback(connection, undefined, { onConflict: 'force' }))[0]).toMatchObject({ restored: 1 });
    await releaseHolds(connection, connection.server.ledgerSchema, 'acme-dq', 'drift', 'shop');
    const before = await readTexts(connection, lines);
    await inject('anomaly: column-retyped, column: price');
    await sql(`update lines set price = 'dear' where id = 5`);
    await expect(bench.rollback(connection)).rejects.toMatchObject({ message: expect.stringContaining('1 in') });
    await bench.rollback(connection, undefined, { onConflict: 'force' });
    expect((await readTexts(connection, lines)).get('5')?.['price']).toBe(before.get('5')?.['price']);
  });

  it('a missing table in whose place others have made another one is left where it is', async () => {
    await inject('anomaly: table-missing');
    await sql('create table lines (id int primary key)');
    await expect(bench.rollback(connection)).rejects.toMatchObject({
      code: 'ROLLBACK_CONFLICT',
      message: expect.stringContaining('there are both'),
    });
    await sql('drop table lines');
    expect((await bench.rollback(connection))[0]).toMatchObject({ restored: 1 });
  });

  it('a table that a run holds rows of does not go missing, and no row of a missing one is changed', async () => {
    const rows = scenarioOf(
      'rows',
      '- {id: s, anomaly: null-spike, table: lines, column: note, during: all, volume: 5 rows}',
    );
    const missing = scenarioOf('missing', '- {id: s, anomaly: table-missing, table: lines}');
    await expect(bench.plan([rows, missing])).rejects.toMatchObject({ problems: [{ code: 'OVERLAPS_ACTIVE_RUN' }] });
    await bench.converge([missing]);
    await expect(bench.plan([rows, missing])).rejects.toMatchObject({ problems: [{ code: 'UNKNOWN_TABLE' }] });
    await bench.rollback(connection);
  });

  it('a changed file finds the column and the table that its last run took away', async () => {
    const file = (steps: string) => scenarioOf('drift', steps);
    const before = await readTexts(connection, lines);
    await bench.converge([file('- {id: s, anomaly: column-dropped, table: lines, column: price}')]);
    const spike = file(
      '- {id: s, anomaly: sign-flip, table: lines, column: price, during: all, where: price > 60, volume: 100%}',
    );
    const planned = (await bench.plan([spike])).targets[0]!.actions[0];
    expect(planned).toMatchObject({ action: 'replace', steps: [{ frozen: { eligible: 12, rows: 12 } }] });
    await bench.converge([file('- {id: s, anomaly: table-missing, table: lines}')]);
    const retyped = file('- {id: s, anomaly: column-added, table: lines}');
    await bench.converge([retyped]);
    await bench.rollback(connection);
    expect(await readTexts(connection, lines)).toEqual(before);
  });

  it('what needs a column is named, and the column is not taken away', async () => {
    if (engine.name === 'postgres') {
      await sql(
        'create view dear_lines as select id, price from lines where price > 50',
        `alter table lines add column cents bigint generated always as (article * 100) stored`,
        'create policy own on lines using (label is not null)',
      );
      expect(await refusal('anomaly: column-dropped, column: price')).toMatchObject({
        code: 'UNSUITABLE_COLUMN',
        message: expect.stringContaining('view dear_lines'),
      });
      expect(await refusal('anomaly: column-retyped, column: price')).toMatchObject({ code: 'UNSUITABLE_COLUMN' });
      expect(await refusal('anomaly: column-reordered, column: price')).toMatchObject({ code: 'UNSUITABLE_COLUMN' });
      expect(await refusal('anomaly: column-dropped, column: article')).toMatchObject({
        message: expect.stringContaining('cents'),
      });
      expect(await refusal('anomaly: column-dropped, column: label')).toMatchObject({
        message: expect.stringContaining('policy own'),
      });
    }
    if (engine.name === 'duckdb')
      expect(await refusal('anomaly: column-dropped, column: id')).toMatchObject({
        message: expect.stringContaining('PRIMARY KEY'),
      });
    if (engine.name === 'mariadb') {
      await sql('alter table lines add column cents int as (article * 100)');
      expect(await refusal('anomaly: column-dropped, column: article')).toMatchObject({
        message: expect.stringContaining('generated column cents'),
      });
    }
  });

  it('values are kept by the key that the step names, which is not the column itself', async () => {
    expect(await refusal('anomaly: column-dropped, column: note, key: [label]')).toBeUndefined();
    expect(await refusal('anomaly: column-dropped, column: note, key: [note]')).toMatchObject({
      code: 'UNKNOWN_COLUMN',
    });
    expect(await refusal('anomaly: column-dropped, column: note, key: [article]')).toMatchObject({ code: 'NO_KEY' });
  });

  it('values are not moved in a table whose triggers would fire', async () => {
    if (engine.name === 'duckdb') return;
    await sql(
      ...(engine.name === 'postgres'
        ? [
            'create function nothing() returns trigger language plpgsql as $$ begin return new; end $$',
            'create trigger watched before update on lines for each row execute function nothing()',
          ]
        : ['create trigger watched before update on lines for each row set @watched = 1']),
    );
    const inTriggers = { message: expect.stringContaining('has triggers (watched)') };
    expect(await refusal('anomaly: column-dropped, column: note')).toMatchObject(inTriggers);
    expect(await refusal('anomaly: column-added')).toBeUndefined();
    if (engine.name === 'postgres')
      expect(await refusal('anomaly: column-reordered, column: label')).toMatchObject(inTriggers);
    else expect(await refusal('anomaly: column-reordered, column: label')).toBeUndefined();
  });

  it('a saved plan is stale where something else hangs on the column by then', async () => {
    if (engine.name === 'duckdb') return;
    const scenario = scenarioOf('drift', '- {id: s, anomaly: column-dropped, table: lines, column: article}');
    const plan = await bench.plan([scenario]);
    await sql('create index lines_by_article on lines (article)');
    await expect(bench.apply([scenario], plan)).rejects.toMatchObject({ code: 'STALE_PLAN' });
    expect((await readTexts(connection, lines)).get('1')).toHaveProperty('article');
  });

  it('the plan tells what goes along until the rollback, and what will not be quite as before', async () => {
    const plan = await bench.plan([
      scenarioOf('drift', '- {id: s, anomaly: column-dropped, table: lines, column: price}'),
    ]);
    const [action] = plan.targets[0]!.actions;
    const { warnings } = action?.action === 'inject' ? action.steps[0]! : { warnings: [] };
    expect(warnings).toContainEqual(expect.stringMatching(/^every reader of \S+lines\.price fails/));
    const isEnd = (text: string) => text.includes('at the end of its table');
    expect(warnings.some(isEnd)).toBe(engine.name === 'postgres');
    if (engine.name !== 'duckdb')
      expect(warnings).toContainEqual(expect.stringMatching(/away until the rollback: (drop )?index \S*by_price/));
  });

  it('a table that is missing is still the one that a role is bound to', async () => {
    const text =
      'apiVersion: faultline/v1\nkind: Project\nproject: acme-dq\ntargets:\n  shop: {url: "${env:URL}", environment: test, bind: {fact: {table: lines}}}\n';
    const { targets } = parseProject(text, 'faultline.yaml', '/');
    const scenario = scenarioOf('drift', '- {id: s, anomaly: table-missing, table: "${fact}"}', 'roles: {fact: {}}');
    const project = {
      name: 'acme-dq',
      root: '/',
      targets,
      scenarios: [],
      keepSnapshots: { amount: 7, unit: 'day' },
    } as const;
    const options = { targets, project };
    await bench.apply([scenario], await bench.plan([scenario], options), { project });
    expect((await bench.plan([scenario], options)).targets[0]!.actions).toMatchObject([{ action: 'keep' }]);
    expect((await bench.rollback(connection))[0]).toMatchObject({ restored: 1 });
  });
});
