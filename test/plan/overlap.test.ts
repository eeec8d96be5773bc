import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { createOrders } from './shop-orders.ts';
import { plannedSteps } from './planned-steps.ts';
import { refusalOf } from './refusal.ts';

const steps = {
  update: 'anomaly: null-spike, column: status, where: id < 100, volume: 100%',
  'update of another column': 'anomaly: outlier, column: amount, where: id < 100, volume: 100%',
  'update of other rows': 'anomaly: null-spike, column: status, where: id > 200, volume: 100%',
  insert: 'anomaly: duplicate-row, where: id < 100, volume: 100%',
  delete: 'anomaly: volume-drop, where: id < 100, volume: 100%',
  'delete of other rows': 'anomaly: volume-drop, where: id > 200, volume: 100%',
} as const;

/** What may come on top of what is active; everything that is not here is refused. */
const allowed: Readonly<Record<keyof typeof steps, readonly (keyof typeof steps)[]>> = {
  update: ['update', 'update of another column', 'update of other rows', 'insert', 'delete of other rows'],
  'update of another column': [
    'update',
    'update of another column',
    'update of other rows',
    'insert',
    'delete of other rows',
  ],
  'update of other rows': ['update', 'update of another column', 'update of other rows', 'insert', 'delete'],
  insert: ['update', 'update of another column', 'insert', 'delete'],
  delete: ['update', 'update of another column', 'update of other rows', 'insert', 'delete', 'delete of other rows'],
  'delete of other rows': [
    'update',
    'update of another column',
    'update of other rows',
    'insert',
    'delete',
    'delete of other rows',
  ],
};

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let before: string;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    before = await checksum(connection, await createOrders(connection, 100));
  });
  beforeEach(async () => {
    await bench.rollback(connection);
    await run(connection, 'drop schema if exists faultline cascade');
    expect(await checksum(connection, { schema: connection.server.defaultSchema, name: 'orders' })).toBe(before);
  });
  afterAll(() => database.drop());

  describe.each(Object.keys(steps) as (keyof typeof steps)[])('while an %s is active', (active) => {
    it('what could not be taken back by itself is refused, the rest is planned and both are rolled back in any order', async () => {
      const lower = scenarioFor('lower', active);
      await bench.converge([lower]);
      for (const kind of Object.keys(steps) as (keyof typeof steps)[]) {
        const upper = scenarioFor('upper', kind);
        const isAllowed = allowed[active].includes(kind);
        const outcome = await bench
          .plan([lower, upper])
          .then(plannedSteps, (error: { problems: readonly { code: string }[] }) => error.problems[0]!.code);
        if (isAllowed) expect(outcome, kind).toHaveLength(1);
        else expect(outcome, kind).toBe('OVERLAPS_ACTIVE_RUN');
      }
    });
  });

  it('the refusal names the rows, the run and the table', async () => {
    const lower = scenarioFor('lower', 'update');
    const [applied] = await bench.converge([lower]);
    const upper = scenarioFor('upper', 'delete');
    const problem = await refusalOf(() => bench.plan([lower, upper]));
    expect(problem).toMatchObject({
      code: 'OVERLAPS_ACTIVE_RUN',
      exitCode: 3,
      place: upper.placeOf(['steps', 0]),
      hint: 'Roll that one back first, or choose other rows.',
    });
    expect(problem.message).toMatch(
      new RegExp(
        String.raw`^step "s" would delete \d+ rows that run ${applied!.injected[0]!.id} \(lower\) holds in \w+\.orders$`,
        'u',
      ),
    );
  });

  it('two new scenarios that meet in a row are refused as well', async () => {
    const problem = await refusalOf(() =>
      bench.plan([scenarioFor('first', 'update'), scenarioFor('second', 'delete')]),
    );
    expect(problem).toMatchObject({ code: 'OVERLAPS_ACTIVE_RUN' });
    expect(problem.message).toContain('that scenario first holds');
  });

  it('an update over another’s update keeps both values, whichever is rolled back first', async () => {
    const lower = scenarioOf(
      'lower',
      '- {id: s, anomaly: category-swap, table: orders, column: status, during: all, volume: 100%}',
    );
    const upper = scenarioOf(
      'upper',
      '- {id: s, anomaly: null-spike, table: orders, column: status, during: all, volume: 50%}',
    );
    for (const first of ['lower', 'upper']) {
      await bench.converge([lower]);
      await bench.converge([lower, upper]);
      await bench.rollback(connection, first);
      await bench.rollback(connection);
      expect(await checksum(connection, { schema: connection.server.defaultSchema, name: 'orders' })).toBe(before);
      await run(connection, 'drop schema if exists faultline cascade');
    }
  });

  it('an update of the same column by another key is refused, of another column it is not', async () => {
    await run(
      connection,
      'drop table if exists plain_orders',
      'create table plain_orders as select *, 1000 - id as number from orders',
    );
    const by = (name: string, key: string, column: string) =>
      scenarioOf(
        name,
        `- {id: s, anomaly: null-spike, table: plain_orders, column: ${column}, key: [${key}], during: all}`,
      );
    await bench.converge([by('lower', 'id', 'status')]);
    const upper = (key: string, column: string) => bench.plan([by('lower', 'id', 'status'), by('upper', key, column)]);
    expect(plannedSteps(await upper('id', 'status'))).toHaveLength(1);
    expect(plannedSteps(await upper('number', 'amount'))).toHaveLength(1);
    expect(await refusalOf(() => upper('number', 'status'))).toMatchObject({
      code: 'OVERLAPS_ACTIVE_RUN',
      message: expect.stringContaining('by another key') as unknown,
    });
  });

  it('rows are not found by a column that another changes, whose rollback would give it other values', async () => {
    await run(
      connection,
      'drop table if exists numbered_orders',
      'create table numbered_orders as select id, id + 1000 as number, status from orders',
    );
    const step = (key: string, change: string) =>
      `- {id: s, ${change}, table: numbered_orders, key: [${key}], during: all, volume: 50%}`;
    const lower = scenarioOf('lower', step('id', 'anomaly: sign-flip, column: number'));
    const upper = (key: string) => scenarioOf('upper', step(key, 'anomaly: null-spike, column: status'));
    await bench.converge([lower]);
    expect(plannedSteps(await bench.plan([lower, upper('id')]))).toHaveLength(1);
    expect(await refusalOf(() => bench.plan([lower, upper('number')]))).toMatchObject({
      code: 'OVERLAPS_ACTIVE_RUN',
      message: expect.stringContaining('would find rows again by column "number", values of that run') as unknown,
    });
  });

  it('a column that an active snapshot holds keeps its name, and so does every column beside deleted rows', async () => {
    const renamed = (column: string) =>
      scenarioOf('renamed', `- {id: s, anomaly: column-renamed, table: plain_orders, column: ${column}}`);
    await run(connection, 'drop table if exists plain_orders', 'create table plain_orders as select * from orders');
    const update = scenarioOf(
      'lower',
      '- {id: s, anomaly: null-spike, table: plain_orders, column: status, during: all}',
    );
    await bench.converge([update]);
    expect(await refusalOf(() => bench.plan([update, renamed('status')]))).toMatchObject({
      code: 'OVERLAPS_ACTIVE_RUN',
      message: expect.stringContaining('would alter column "status"') as unknown,
    });
    expect(await refusalOf(() => bench.plan([update, renamed('id')]))).toMatchObject({ code: 'OVERLAPS_ACTIVE_RUN' });
    expect(plannedSteps(await bench.plan([update, renamed('amount')]))).toHaveLength(1);
    await bench.rollback(connection);
    const drop = scenarioOf('dropped', '- {id: s, anomaly: volume-drop, table: plain_orders, during: all}');
    await bench.converge([drop]);
    expect(await refusalOf(() => bench.plan([drop, renamed('amount')]))).toMatchObject({ code: 'OVERLAPS_ACTIVE_RUN' });
  });

  it('a renamed column is not renamed again, and whole rows are not kept under it', async () => {
    await run(connection, 'drop table if exists plain_orders', 'create table plain_orders as select * from orders');
    const renamed = scenarioOf('renamed', '- {id: s, anomaly: column-renamed, table: plain_orders, column: amount}');
    await bench.converge([renamed]);
    const upper = (step: string) => scenarioOf('upper', `- {id: s, table: plain_orders, ${step}}`);
    expect(
      await refusalOf(() => bench.plan([renamed, upper('anomaly: column-renamed, column: amount_v2')])),
    ).toMatchObject({ code: 'OVERLAPS_ACTIVE_RUN' });
    expect(await refusalOf(() => bench.plan([renamed, upper('anomaly: volume-drop, during: all')]))).toMatchObject({
      code: 'OVERLAPS_ACTIVE_RUN',
    });
    expect(
      plannedSteps(await bench.plan([renamed, upper('anomaly: null-spike, column: status, during: all')])),
    ).toHaveLength(1);
  });

  function scenarioFor(name: string, kind: keyof typeof steps) {
    return scenarioOf(name, `- {id: s, table: orders, during: all, ${steps[kind]}}`);
  }
});
