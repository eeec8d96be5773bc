import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { benchFor, scenarioOf, type Bench } from '../run/workbench.ts';
import { checksum } from '../support/checksum.ts';
import { loadBirdstrikes } from '../support/data-sets.ts';
import { administer, testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';

/** Steps by what they ask of the plan, with the number of times that each may read its table. */
const steps = {
  'without window or statistics': ['anomaly: null-spike, column: wildlife_size, during: all', 3],
  'with a condition': [`anomaly: null-spike, column: wildlife_size, during: all, where: "cost_total > 0"`, 3],
  'with a window': ['anomaly: null-spike, column: wildlife_size', 3],
  'with windows': [
    'anomaly: null-spike, column: wildlife_size, during: {from: 2000-01-01}, frequency: 1 month, duration: 1 week',
    3,
  ],
  'with statistics': ['anomaly: outlier, column: cost_total, during: all', 3],
  'with labels': ['anomaly: category-swap, column: phase_of_flight, during: all', 3],
  'with a shape': ['anomaly: level-shift, column: cost_total, shape: bell, duration: 1 year', 3],
  'in runs of neighbours': ['anomaly: null-spike, column: wildlife_size, select: clustered, during: all', 3],
  'in segments': ['anomaly: null-spike, column: wildlife_size, select: {segment: origin_state}, during: all', 3],
  'towards high values': [
    'anomaly: null-spike, column: wildlife_size, select: {towards: high, of: cost_total}, during: all',
    3,
  ],
  'of texts': ['anomaly: typo, column: wildlife_species', 3],
  'that copies rows': ['anomaly: duplicate-row', 3],
  'that deletes rows': ['anomaly: volume-drop', 3],
  'that deletes the newest rows': ['anomaly: stale-table', 3],
  'that renames a column': ['anomaly: column-renamed, column: origin_state', 0],
} as const;

describe('on postgres', () => {
  let database: TestDatabase;
  let owner: Connection;
  let readerUrl: string;
  const reader = `reader_${Math.floor(Math.random() * 1e9)}`;

  beforeAll(async () => {
    const postgres = testEngines.find((engine) => engine.name === 'postgres')!;
    database = await postgres.createDatabase();
    owner = await database.connect();
    await loadBirdstrikes(owner);
    await run(owner, 'analyze birdstrikes');
    await administer(inject('postgresUrl'), `create role ${reader} login password 'only-reads'`);
    await run(owner, `grant usage on schema public to ${reader}`, `grant select on birdstrikes to ${reader}`);
    const url = new URL(database.url);
    url.username = reader;
    url.password = 'only-reads';
    readerUrl = url.href;
  });
  afterAll(async () => {
    await database.drop();
    await administer(inject('postgresUrl'), `drop role ${reader}`);
  });

  it.each(Object.entries(steps))(
    'the plan of a step %s reads its table at most three times',
    async (_, [step, most]) => {
      const before = await scans();
      await benchFor(database).plan([scenarioOf('scans', `- {id: s, table: birdstrikes, ${step}}`)]);
      const taken = (await scans()) - before;
      expect(taken).toBeLessThanOrEqual(most);
      expect(taken > 0).toBe(most > 0);
    },
  );

  it('the plan is made with nothing but the right to read, writes nothing, and says what is missing', async () => {
    const table = { schema: 'public', name: 'birdstrikes' };
    const [checksumBefore, writesBefore] = [await checksum(owner, table), await writes()];
    const open = () => database.connect({ url: readerUrl, readOnly: true });
    for (const [name, [step]] of Object.entries(steps)) {
      const plan = await benchFor(database).plan([scenarioOf('reading', `- {id: s, table: birdstrikes, ${step}}`)], {
        open,
      });
      expect(plannedSteps(plan)[0]!.warnings.join('\n'), name).toMatch(
        /the user lacks (update|insert|delete|alter|the right to alter)/u,
      );
    }
    expect(await checksum(owner, table)).toBe(checksumBefore);
    expect(await writes()).toEqual(writesBefore);
    expect(await rows(owner, `select 1 from pg_namespace where nspname = 'faultline'`)).toEqual([]);
  });

  async function scans(): Promise<number> {
    const [row] = await statistics(
      "select coalesce(sum(seq_scan), 0) as scans from pg_stat_user_tables where relname = 'birdstrikes'",
    );
    return Number(row!['scans']);
  }

  function writes() {
    return statistics(`select relname, n_tup_ins, n_tup_upd, n_tup_del from pg_stat_user_tables order by relname`);
  }

  /** A session reports what it did when it ends; a fresh one does not see an older state of it. */
  async function statistics(statement: string) {
    const session = await database.connect();
    // Before PostgreSQL 15 a collector gathers the reports, a moment later.
    const [known] = await rows(session, `select to_regproc('pg_stat_force_next_flush') is not null as flushes`);
    const flush = known!['flushes'] === true ? 'select pg_stat_force_next_flush()' : 'select pg_sleep(1)';
    await run(session, flush, 'select pg_stat_clear_snapshot()');
    const found = await rows(session, statement);
    await session.close();
    return found;
  }
});

describe('on duckdb', () => {
  let database: TestDatabase;
  let bench: Bench;

  beforeAll(async () => {
    const duckdb = testEngines.find((engine) => engine.name === 'duckdb')!;
    database = await duckdb.createDatabase();
    bench = benchFor(database);
    const connection = await database.connect();
    await loadBirdstrikes(connection);
    await connection.close();
  });
  afterAll(() => database.drop());

  it('the plan opens the file for reading only', async () => {
    for (const [name, [step]] of Object.entries(steps)) {
      if (name === 'that renames a column') continue;
      const plan = await bench.plan([scenarioOf('reading', `- {id: s, table: birdstrikes, ${step}}`)]);
      expect(plannedSteps(plan), name).toHaveLength(1);
    }
  });
});
