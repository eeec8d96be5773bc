import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { interruptible } from '../../src/run/interruptible.ts';
import { raw } from '../../src/sql/sql.ts';
import { checksum } from '../support/checksum.ts';
import { loadBirdstrikes, loadFlights } from '../support/data-sets.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { benchFor, scenarioOf } from './workbench.ts';

const shifted = scenarioOf(
  'shifted',
  '- {id: s, anomaly: outlier, table: flights, column: delay, during: all, volume: 100%}',
);

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let table: TableName;

  beforeAll(async () => {
    database = await engine.createDatabase();
    const connection = await database.connect();
    table = await loadFlights(connection, 100_000);
    await loadBirdstrikes(connection);
    await connection.close();
  });
  afterAll(() => database.drop());

  async function expectUntouched(before: string): Promise<void> {
    const connection = await database.connect({ lockTimeout: 1 });
    expect(await checksum(connection, table)).toBe(before);
    expect(await readRuns(connection, connection.server.ledgerSchema, { state: 'prepared' })).toEqual([]);
    expect((await connection.listTables()).filter(({ name }) => name.name.startsWith('snapshot_'))).toEqual([]);
    // The lock is free: whoever comes next gets it.
    const [target] = await benchFor(database).converge([
      scenarioOf('sizes', '- {id: s, anomaly: null-spike, table: birdstrikes, column: wildlife_size, during: all}'),
    ]);
    await benchFor(database).rollback(connection, target!.injected[0]!.id);
    await connection.execute(raw('delete from faultline.steps'));
    await connection.execute(raw('delete from faultline.runs'));
    for (const { name } of await connection.listTables()) {
      if (name.name.startsWith('snapshot_')) await connection.execute(connection.dialect.dropTable(name));
    }
    await connection.close();
  }

  it.each(['prepared', 'locked', 'snapshot', 'changed', 'committing'] as const)(
    'an apply that is interrupted when it is %s leaves nothing behind',
    async (boundary) => {
      const bench = benchFor(database);
      const plan = await bench.plan([shifted]);
      const reader = await database.connect();
      const before = await checksum(reader, table);
      await reader.close();
      const controller = new AbortController();
      const apply = bench.apply([shifted], plan, {
        open: async () => interruptible(await database.connect(), controller.signal),
        observe: ({ event }) => {
          if (event === boundary) controller.abort();
        },
      });
      await expect(apply).rejects.toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
      await expectUntouched(before);
    },
  );

  it('an apply that is interrupted in the middle of a statement leaves nothing behind', async () => {
    const bench = benchFor(database);
    const plan = await bench.plan([shifted]);
    const reader = await database.connect();
    const before = await checksum(reader, table);
    await reader.close();
    const controller = new AbortController();
    const apply = bench.apply([shifted], plan, {
      open: async () => interruptible(await database.connect(), controller.signal),
      observe: ({ event }) => {
        if (event === 'locked') setTimeout(() => controller.abort(), 30);
      },
    });
    await expect(apply).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await expectUntouched(before);
  });

  it('a statement that would never end is stopped, and none is begun any more', async () => {
    const controller = new AbortController();
    const connection = interruptible(await database.connect(), controller.signal);
    const endless = connection.query(raw('select count(*) as n from flights as a, flights as b, flights as c'));
    void sleep(100).then(() => controller.abort());
    await expect(endless).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await expect(connection.query(raw('select 1 as one'))).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await expect(connection.begin('read write')).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await connection.rollback();
    await connection.close();
  });

  it('an apply that is interrupted while it waits for the lock gives up at once', async () => {
    const bench = benchFor(database);
    const plan = await bench.plan([shifted]);
    const holder = await database.connect();
    await holdLock(holder);
    const controller = new AbortController();
    const apply = bench.apply([shifted], plan, {
      lockTimeout: 30,
      open: async () => interruptible(await database.connect({ lockTimeout: 30 }), controller.signal),
      observe: ({ event }) => {
        if (event === 'prepared') setTimeout(() => controller.abort(), 200);
      },
    });
    await expect(apply).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await holder.rollback();
    const [, ...rest] = await readRuns(holder, holder.server.ledgerSchema);
    expect(rest).toEqual([]);
    await holder.close();
  });
});

async function holdLock(connection: Connection): Promise<void> {
  await connection.begin('read write');
  await connection.execute(raw(`update faultline.ledger set holder = 'another'`));
}
