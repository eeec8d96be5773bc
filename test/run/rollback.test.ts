import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Run } from '../../src/model/run.ts';
import type { TableName } from '../../src/model/table.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import type { OnConflict } from '../../src/run/undo-step.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run as execute } from '../support/statements.ts';
import { loadShop } from './shop.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

const unknownEmails = scenarioOf(
  'unknown-emails',
  '- {id: emails, anomaly: null-spike, table: customers, column: email, during: all, volume: 10 rows}',
);
const copies = scenarioOf(
  'copies',
  '- {id: copies, anomaly: duplicate-row, table: orders, during: all, volume: 8 rows}',
);
const lost = scenarioOf('lost', '- {id: lost, anomaly: volume-drop, table: orders, during: all, volume: 8 rows}');

describe.each(testEngines)('on $name', (engine) => {
  let template: TestDatabase;
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let customers: TableName;
  let orders: TableName;

  beforeAll(async () => {
    template = await engine.createDatabase();
    ({ customers, orders } = await loadShop(await template.connect()));
  });
  beforeEach(async () => {
    database = await template.copy();
    connection = await database.connect();
    bench = benchFor(database);
  });
  afterEach(() => database.drop());
  afterAll(() => template.drop());

  async function inject(scenario: typeof lost, options: Parameters<Bench['converge']>[1] = {}): Promise<Run> {
    const [target] = await bench.converge([scenario], { isComplete: false, ...options });
    const [run] = await readRuns(connection, connection.server.ledgerSchema, { id: target!.injected[0]!.id });
    return run!;
  }

  /** Keys that a step touched, smallest first. */
  async function keysOf(run: Run): Promise<readonly number[]> {
    const found = await rows(connection, `select k1 from faultline.${run.steps[0]!.snapshot!.name} order by k1`);
    return found.map((row) => Number(row['k1']));
  }

  async function one(statement: string): Promise<unknown> {
    const [row] = await rows(connection, statement);
    return row === undefined ? undefined : Object.values(row)[0];
  }

  describe('of an update', () => {
    // DuckDB renames no column of a table that others refer to.
    it.runIf(engine.name === 'postgres')('is not ended by force where the column it changed is gone', async () => {
      await inject(unknownEmails);
      await execute(connection, 'alter table customers rename column email to mail');
      await expect(bench.rollback(connection, 'unknown-emails', { onConflict: 'force' })).rejects.toMatchObject({
        code: 'ROLLBACK_CONFLICT',
      });
      await execute(connection, 'alter table customers rename column mail to email');
      const [undone] = await bench.rollback(connection, 'unknown-emails');
      expect(undone).toMatchObject({ restored: 10 });
    });

    it('keeps what others changed in other columns of the same rows', async () => {
      const run = await inject(unknownEmails);
      const [first] = await keysOf(run);
      await execute(connection, `update customers set country = 'IT' where id = ${first}`);
      const [undone] = await bench.rollback(connection, 'unknown-emails');
      expect(undone).toMatchObject({ restored: 10, already: 0, skipped: 0, gone: 0, isHealed: false });
      expect(await one(`select country || ' ' || email from customers where id = ${first}`)).toBe(
        `IT person${first}@example.com`,
      );
    });

    it('finds rows that are already as before, or gone, and says so', async () => {
      const run = await inject(unknownEmails);
      const [first, second] = (await keysOf(run)).filter((key) => key % 2 === 1);
      await execute(
        connection,
        `update customers set email = 'person${first}@example.com' where id = ${first}`,
        `delete from customers where id = ${second}`,
      );
      const [undone] = await bench.rollback(connection, run.id);
      expect(undone).toMatchObject({ restored: 8, already: 1, skipped: 0, gone: 1 });
      expect(await one('select count(*) from customers where email is null')).toEqual(expect.anything());
      expect(Number(await one('select count(*) from customers where email is null'))).toBe(0);
    });

    async function conflicting(): Promise<{ readonly run: Run; readonly key: number; readonly before: string }> {
      const run = await inject(unknownEmails);
      const key = (await keysOf(run))[0]!;
      await execute(connection, `update customers set email = 'new@example.com' where id = ${key}`);
      return { run, key, before: await checksum(connection, customers) };
    }

    it('changes nothing where others changed the same cell, and says how to go on', async () => {
      const { run, before } = await conflicting();
      await expect(bench.rollback(connection, run.id)).rejects.toMatchObject({
        code: 'ROLLBACK_CONFLICT',
        exitCode: 6,
        hint: expect.stringContaining('--on-conflict'),
      });
      expect(await checksum(connection, customers)).toBe(before);
      expect((await readRuns(connection, connection.server.ledgerSchema, { id: run.id }))[0]!.state).toBe('applied');
    });

    it.each([
      ['skip', 'new@example.com', { restored: 9, skipped: 1 }],
      ['merge', 'new@example.com', { restored: 9, skipped: 1 }],
      ['force', 'person', { restored: 10, skipped: 0 }],
    ] as const)('with --on-conflict %s leaves %s there', async (onConflict: OnConflict, email, counts) => {
      const { run, key } = await conflicting();
      const [undone] = await bench.rollback(connection, run.id, { onConflict });
      expect(undone).toMatchObject(counts);
      expect(String(await one(`select email from customers where id = ${key}`))).toContain(email);
      expect(Number(await one('select count(*) from customers where email is null'))).toBe(0);
    });
  });

  describe('of copies', () => {
    it('removes them by key, and the next order gets a number of its own', async () => {
      const before = await checksum(connection, orders);
      await inject(copies);
      const [undone] = await bench.rollback(connection, 'copies');
      expect(undone).toMatchObject({ restored: 8 });
      expect(await checksum(connection, orders)).toBe(before);
      await execute(
        connection,
        `insert into orders (customer_id, total, placed) values (2, 5, timestamp '2026-04-01 00:00:00')`,
      );
      expect(Number(await one('select max(id) from orders'))).toBeGreaterThan(88);
    });

    it('the application inserts while they are there', async () => {
      await inject(copies);
      await execute(
        connection,
        `insert into orders (customer_id, total, placed) values (2, 5, timestamp '2026-04-01 00:00:00')`,
      );
      await bench.rollback(connection, 'copies');
      expect(Number(await one('select count(*) from orders'))).toBe(81);
    });

    it('leaves a copy that others changed, unless it is forced', async () => {
      const run = await inject(copies);
      const [first, second] = await keysOf(run);
      await execute(
        connection,
        `update orders set total = 999 where id = ${first}`,
        `delete from orders where id = ${second}`,
      );
      await expect(bench.rollback(connection, run.id)).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
      const [undone] = await bench.rollback(connection, run.id, { onConflict: 'skip' });
      expect(undone).toMatchObject({ restored: 6, already: 1, skipped: 1 });
      expect(Number(await one(`select count(*) from orders where id = ${first}`))).toBe(1);
    });

    it('forces a copy away that others changed', async () => {
      const run = await inject(copies);
      const [first] = await keysOf(run);
      await execute(connection, `update orders set total = 999 where id = ${first}`);
      const [undone] = await bench.rollback(connection, run.id, { onConflict: 'force' });
      expect(undone).toMatchObject({ restored: 8, skipped: 0 });
      expect(Number(await one('select count(*) from orders'))).toBe(80);
    });

    it('never takes a copied customer from under the orders that others made for it, even if it is forced', async () => {
      const run = await inject(
        scenarioOf(
          'copied-customers',
          '- {id: copies, anomaly: duplicate-row, table: customers, during: all, volume: 4 rows}',
        ),
      );
      const [first] = await keysOf(run);
      await execute(
        connection,
        `insert into orders (customer_id, total, placed) values (${first}, 5, timestamp '2026-04-01 00:00:00')`,
      );
      await expect(bench.rollback(connection, run.id)).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
      await expect(bench.rollback(connection, run.id, { onConflict: 'force' })).rejects.toMatchObject({
        code: 'ROLLBACK_CONFLICT',
      });
      const [undone] = await bench.rollback(connection, run.id, { onConflict: 'skip' });
      expect(undone).toMatchObject({ restored: 3, skipped: 1 });
      expect(Number(await one('select count(*) from customers'))).toBe(41);
    });
  });

  describe('of a deletion', () => {
    it('brings the rows back with their keys, and the next order gets a number of its own', async () => {
      const before = await checksum(connection, orders);
      await inject(lost);
      const [undone] = await bench.rollback(connection, 'lost');
      expect(undone).toMatchObject({ restored: 8 });
      expect(await checksum(connection, orders)).toBe(before);
      await execute(
        connection,
        `insert into orders (customer_id, total, placed) values (2, 5, timestamp '2026-04-01 00:00:00')`,
      );
      expect(Number(await one('select count(*) from orders'))).toBe(81);
    });

    async function conflicting(): Promise<{ readonly run: Run; readonly key: number }> {
      const run = await inject(lost);
      const key = (await keysOf(run))[0]!;
      await execute(
        connection,
        `insert into orders (id, customer_id, total, placed) values (${key}, 2, 777, timestamp '2026-04-01 00:00:00')`,
      );
      return { run, key };
    }

    it.each([
      ['skip', 777, { restored: 7, skipped: 1 }],
      ['merge', 777, { restored: 7, skipped: 1 }],
      ['force', undefined, { restored: 8, skipped: 0 }],
    ] as const)(
      'with --on-conflict %s where others used the key again',
      async (onConflict: OnConflict, total, counts) => {
        const { run, key } = await conflicting();
        await expect(bench.rollback(connection, run.id)).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
        const [undone] = await bench.rollback(connection, run.id, { onConflict });
        expect(undone).toMatchObject(counts);
        expect(Number(await one(`select total from orders where id = ${key}`))).toBe(
          total ?? (await originalTotal(key)),
        );
      },
    );

    async function originalTotal(key: number): Promise<number> {
      return key * 1.25;
    }

    it('finds rows that others brought back', async () => {
      const run = await inject(lost);
      const [first] = await keysOf(run);
      const snapshot = run.steps[0]!.snapshot!.name;
      await execute(
        connection,
        `insert into orders (id, customer_id, total, placed) select k1, b1, b2, b3 from faultline.${snapshot} where k1 = ${first}`,
      );
      const [undone] = await bench.rollback(connection, run.id);
      expect(undone).toMatchObject({ restored: 7, already: 1 });
    });

    it('is a conflict where the customer of an order is gone by now', async () => {
      const before = await checksum(connection, customers);
      const run = await inject(
        scenarioOf(
          'no-orders',
          `- {id: lost, anomaly: volume-drop, table: orders, during: all, volume: 100%, where: "customer_id = 4"}`,
        ),
      );
      await execute(connection, 'delete from customers where id = 4');
      await expect(bench.rollback(connection, run.id)).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
      const [undone] = await bench.rollback(connection, run.id, { onConflict: 'skip' });
      expect(undone).toMatchObject({ restored: 0, skipped: 4 });
      expect(await checksum(connection, customers)).not.toBe(before);
    });
  });

  it('of a run that does not exist says where to look', async () => {
    await inject(lost);
    await expect(bench.rollback(connection, 'no-such-run')).rejects.toMatchObject({
      code: 'UNKNOWN_RUN',
      hint: expect.stringContaining('faultline status'),
    });
  });

  it('of everything takes all runs back, of this project or of all', async () => {
    const before = [await checksum(connection, customers), await checksum(connection, orders)];
    await inject(unknownEmails);
    await inject(lost);
    await inject(copies);
    await bench.rollback(connection);
    expect([await checksum(connection, customers), await checksum(connection, orders)]).toEqual(before);
    await inject(scenarioOf('other', '- {id: lost, anomaly: volume-drop, table: orders, during: all, volume: 3 rows}'));
    expect(await bench.rollback(connection, undefined, { project: 'somebody-else' })).toEqual([]);
    expect(await bench.rollback(connection, undefined, { project: undefined })).toHaveLength(1);
    expect([await checksum(connection, customers), await checksum(connection, orders)]).toEqual(before);
  });
});
