import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/engine.ts';
import { readRuns } from '../../../src/ledger/runs.ts';
import { checksum } from '../../support/checksum.ts';
import type { Task } from '../../support/crash-child.ts';
import { testEngines, type TestDatabase } from '../../support/engines.ts';
import { runTask } from '../crash.ts';
import { benchFor, origin, scenarioOf, shop, type Bench } from '../workbench.ts';
import { openFeed, sweepOnce, type Feed } from './feed.ts';

const scenario = scenarioOf(
  'late-feed',
  '- {id: late, anomaly: stale-table, table: feed, amplitude: 3 buckets, sweep: 1 minute}',
);

describe.each(testEngines)('a sweep that is killed on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let feed: Feed;

  beforeEach(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    feed = await openFeed(connection);
  });
  afterEach(() => database.drop());

  /** A file of DuckDB is one process's own while it is open. */
  async function inAnotherProcess(death?: Task['death']) {
    await connection.close();
    const sweep = { text: scenario.source, path: scenario.path };
    const account = await runTask({
      url: database.url,
      target: shop,
      work: { sweep, origin },
      ...(death && { death }),
    });
    connection = await database.connect();
    feed = await openFeed(connection, feed);
    return account;
  }
  const state = async () => {
    const [run] = await readRuns(connection, connection.server.ledgerSchema);
    return { table: await checksum(connection, feed.events), rows: run!.rows, sweep: run!.steps[0]!.sweep };
  };

  it('has taken nothing before its commit and all after it, and the next one takes what is left', async () => {
    await bench.converge([scenario]);
    await feed.arrive(3);
    const account = (await inAnotherProcess())!;
    expect(account.events).toEqual(['locked', 'swept', 'committing', 'committed']);
    expect(await state()).toMatchObject({ rows: 39, sweep: { sweeps: 1, rows: 3 } });

    await feed.arrive(4);
    const before = await state();
    const { statements } = account;
    for (const death of [
      { statement: statements - 4, side: 'after' },
      { statement: statements, side: 'before' },
    ] as const) {
      expect(await inAnotherProcess(death)).toBeUndefined();
      expect(await state(), `killed ${death.side} statement ${death.statement} of ${statements}`).toEqual(before);
    }
    expect(await inAnotherProcess({ statement: statements, side: 'after' })).toBeUndefined();
    expect(await state()).toMatchObject({ rows: 43, sweep: { sweeps: 2, rows: 7 } });
    await feed.arrive(1);
    expect((await sweepOnce(connection, [scenario])).taken).toMatchObject([{ rows: 1 }]);
    await bench.rollback(connection);
    expect(await checksum(connection, feed.events)).toBe(await checksum(connection, feed.twin));
  });
});
