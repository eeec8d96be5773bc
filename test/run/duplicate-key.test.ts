import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRuns } from '../../src/ledger/runs.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Label } from '../../src/model/run.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import { runStanding } from '../../src/snapshot/run-standing.ts';
import { refusalOf } from '../plan/refusal.ts';
import { checksum } from '../support/checksum.ts';
import { allTestEngines, testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

describe.each(testEngines)('keys that come twice, on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    await run(
      connection,
      'create table loads (id integer, customer varchar(20), amount numeric(8, 2))',
      "insert into loads select n, 'customer ' || (n % 7), n % 11 from generate_series(1, 200) as s (n)",
      'create sequence order_ids start 1001',
      "create table orders (id integer default nextval('order_ids') primary key, number integer, amount numeric(8, 2))",
      'insert into orders select n, n + 500, n % 11 from generate_series(1, 100) as s (n)',
    );
  });
  afterAll(() => database.drop());

  const sum = (name: string) => checksum(connection, { schema: connection.server.defaultSchema, name });
  const repeated = async (table: string, key: string) =>
    (await rows(connection, `select ${key} from ${table} group by ${key} having count(*) > 1`)).length;
  const active = async () =>
    (await readRuns(connection, connection.server.ledgerSchema)).filter(({ state }) => state === 'applied');
  const standing = async () => {
    const runs = await active();
    return (await runStanding(connection, runs[0]!, runs)).map((each) => each.standing);
  };
  const labels = async (): Promise<readonly Label[]> => {
    const read: Label[] = [];
    for await (const label of readLabels(connection, (await active())[0]!)) read.push(label);
    return read;
  };
  const refusal = (steps: string) => refusalOf(() => bench.plan([scenarioOf('refused', steps)]));

  it('are those that were unique in the data, exactly so many, and are gone again', async () => {
    const before = await sum('loads');
    await bench.converge([
      scenarioOf('loaded-twice', '- {id: twice, anomaly: duplicate-key, table: loads, volume: 29%}'),
    ]);
    expect(await repeated('loads', 'id')).toBe(58);
    expect(await standing()).toEqual([{ intact: 58, restored: 0, conflicting: 0, gone: 0 }]);
    const ids = (await labels()).map(({ after }) => (JSON.parse(after!) as { id: string }).id);
    expect(new Set(ids).size).toBe(58);
    const twice = await rows(connection, 'select id from loads group by id having count(*) > 1');
    expect(twice.map((row) => String(row['id'])).toSorted()).toEqual(ids.toSorted());
    const [undone] = await bench.rollback(connection, 'loaded-twice');
    expect(undone).toMatchObject({ restored: 58, already: 0, skipped: 0 });
    expect(await sum('loads')).toBe(before);
  });

  it('are left alone where somebody removed the copies already', async () => {
    const before = await sum('loads');
    await bench.converge([scenarioOf('removed', '- {id: twice, anomaly: duplicate-key, table: loads, volume: 10%}')]);
    const address = engine.name === 'postgres' ? 'ctid' : 'rowid';
    await run(connection, `delete from loads where ${address} not in (select min(${address}) from loads group by id)`);
    expect(await standing()).toEqual([{ intact: 0, restored: 20, conflicting: 0, gone: 0 }]);
    const [undone] = await bench.rollback(connection, 'removed');
    expect(undone).toMatchObject({ restored: 0, already: 20 });
    expect(await sum('loads')).toBe(before);
  });

  it('come behind steps that find rows by that key, which stand by themselves meanwhile', async () => {
    const before = await sum('loads');
    const steps = `
- {id: none, anomaly: null-spike, table: loads, column: customer, volume: 50%}
- {id: twice, anomaly: duplicate-key, table: loads, volume: 50%}`;
    await bench.converge([scenarioOf('both', steps)]);
    expect(await standing()).toEqual([
      { intact: 100, restored: 0, conflicting: 0, gone: 0 },
      { intact: 100, restored: 0, conflicting: 0, gone: 0 },
    ]);
    const [undone] = await bench.rollback(connection, 'both');
    expect(undone).toMatchObject({ restored: 200, already: 0, skipped: 0 });
    expect(await sum('loads')).toBe(before);
    expect(await refusal(steps.trim().split('\n').toReversed().join('\n'))).toMatchObject({
      code: 'UNSUPPORTED',
      hint: 'Put step "twice" behind it.',
    });
  });

  it('may be those of a business, beside a primary key that copies get anew', async () => {
    const before = await sum('orders');
    await bench.converge([
      scenarioOf('numbers', '- {id: twice, anomaly: duplicate-key, table: orders, key: [number], volume: 20 rows}'),
    ]);
    expect(await repeated('orders', 'number')).toBe(20);
    expect(await repeated('orders', 'id')).toBe(0);
    await bench.rollback(connection, 'numbers');
    expect(await sum('orders')).toBe(before);
  });

  it('are refused where a constraint forbids them', async () => {
    const error = await refusal('- {id: twice, anomaly: duplicate-key, table: orders}');
    expect(error).toMatchObject({ code: 'UNSUITABLE_TABLE' });
    expect(error.message).toMatch(/^table \w+\.orders forbids a second id by its primary key \w+ \(id\)$/u);
    expect(error.hint).toBe('Name columns that nothing but custom keeps from coming twice: `key: [a]`.');
  });

  it('keep others off their table while they are there', async () => {
    const twice = scenarioOf('kept', '- {id: twice, anomaly: duplicate-key, table: loads, volume: 5 rows}');
    await bench.converge([twice]);
    const later = scenarioOf('later', '- {id: none, anomaly: null-spike, table: loads, column: customer, key: row}');
    expect(await refusalOf(() => bench.plan([twice, later]))).toMatchObject({ code: 'OVERLAPS_ACTIVE_RUN' });
    await bench.rollback(connection, 'kept');
  });

  describe('`key: row`', () => {
    it.each([
      ['duplicate-key, table: loads', 'NO_KEY', 'duplicate-key lets a key come twice, and the whole row is none'],
      [
        'volume-drop, table: orders',
        'NO_KEY',
        'the rows of SCHEMA.orders are known by its primary key (id): `key: row` is for tables without one',
      ],
      [
        'truncated-load, table: loads',
        'UNSUPPORTED',
        'the rows of SCHEMA.loads have no order of keys, by which `select: last` goes',
      ],
    ])('is refused for %s', async (anomaly, code, message) => {
      const error = await refusal(`- {id: one, anomaly: ${anomaly}, key: row}`);
      expect(error).toMatchObject({ code, message: message.replace('SCHEMA', connection.server.defaultSchema) });
    });

    it('is what to write where nothing identifies rows', async () => {
      await run(connection, 'create table alike as select 1 as n from generate_series(1, 9)');
      const error = await refusal('- {id: one, anomaly: volume-drop, table: alike}');
      expect(error).toMatchObject({ code: 'NO_KEY' });
      expect(error.hint).toContain('or write `key: row`, which tells rows apart by all that they hold');
      await run(connection, 'drop table alike');
    });
  });
});

const withoutAddress = allTestEngines.filter(({ name }) => name === 'mariadb' || name === 'mysql');

describe.each(withoutAddress)('keys that come twice, on $name', (engine) => {
  it('are those beside a primary key alone, since nothing tells identical rows apart', async () => {
    const database = await engine.createDatabase();
    const connection = await database.connect();
    const bench = benchFor(database);
    await run(
      connection,
      'create table orders (id integer auto_increment primary key, number integer)',
      'insert into orders (number) values (501), (502), (503), (504), (505), (506), (507), (508)',
      'create table loads (id integer)',
      'insert into loads select id from orders',
    );
    const orders = { schema: connection.server.defaultSchema, name: 'orders' };
    const before = await checksum(connection, orders);
    const [applied] = await bench.converge([
      scenarioOf('numbers', '- {id: twice, anomaly: duplicate-key, table: orders, key: [number], volume: 50%}'),
    ]);
    expect(applied!.injected[0]!.rows).toBe(4);
    const twice = await rows(connection, 'select number from orders group by number having count(*) = 2');
    expect(twice).toHaveLength(4);
    await bench.rollback(connection, 'numbers');
    expect(await checksum(connection, orders)).toBe(before);
    for (const step of ['duplicate-key, table: loads', 'volume-drop, table: loads, key: row']) {
      const error = await refusalOf(() => bench.plan([scenarioOf('refused', `- {id: one, anomaly: ${step}}`)]));
      expect(error).toMatchObject({ code: 'NO_KEY', hint: 'Give the table a primary key.' });
      expect(error.message).toContain('does not tell which of several identical rows is which');
    }
    await database.drop();
  });
});
