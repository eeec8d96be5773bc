import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Label } from '../../src/model/run.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import { runStanding } from '../../src/snapshot/run-standing.ts';
import { checksum } from '../support/checksum.ts';
import { createPostgresDatabase, testEngines, type TestDatabase } from '../support/engines.ts';
import { rows, run } from '../support/statements.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

const visits = (connection: Connection) => ({ schema: connection.server.defaultSchema, name: 'visits' });

/** A step on the visits, in which each of 60 different rows is there eight times. */
function step(id: string, anomaly: string, rest: string): string {
  return `- {id: ${id}, anomaly: ${anomaly}, table: visits, key: row, ${rest}}`;
}

describe.each(testEngines)('rows known by all that they hold, on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let before: string;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    await run(
      connection,
      'create table visits (day date, page varchar(40), seconds double precision, paid numeric(8, 2), referrer text)',
      `insert into visits select date '2026-03-01' + cast(n % 3 as integer), 'page ' || (n % 5), (n % 4) / 8.0, n % 3,
        case when n % 2 = 0 then 'search' end from generate_series(1, 480) as s (n)`,
      'create table untouched as select * from visits',
    );
    before = await checksum(connection, visits(connection));
  });
  afterAll(() => database.drop());

  // A scenario that was rolled back by hand is held: each has a name of its own.
  let number = 0;
  const fresh = (steps: string) => scenarioOf(`visits-${++number}`, steps);

  const standing = async () => {
    const runs = await readRuns(connection, connection.server.ledgerSchema, {});
    const active = runs.filter(({ state }) => state === 'applied');
    return (await runStanding(connection, active[0]!, active)).map((each) => each.standing);
  };
  const labels = async (): Promise<readonly Label[]> => {
    const [last] = (await readRuns(connection, connection.server.ledgerSchema, {})).toReversed();
    const read: Label[] = [];
    for await (const label of readLabels(connection, last!)) read.push(label);
    return read;
  };
  const count = async (where: string) =>
    Number((await rows(connection, `select count(*) as n from visits where ${where}`))[0]!['n']);

  it.each([
    ['null-spike', 'column: page, volume: 29%', 139],
    ['outlier', 'column: seconds, volume: 12.5%', 60],
    ['typo', 'column: page, volume: 57%', 274],
    ['column-shuffle', 'column: page', undefined],
    ['volume-drop', 'volume: 58%', 278],
    ['duplicate-row', 'volume: 10%', 48],
    ['near-duplicate', 'column: page, volume: 10%', 48],
    ['volume-spike', "amplitude: '×3'", 960],
  ])('%s takes exactly its volume, and comes back', async (anomaly, rest, expected) => {
    const scenario = fresh(step('one', anomaly, `${rest}, during: all`));
    const plan = await bench.plan([scenario]);
    const [applied] = await bench.apply([scenario], plan);
    const touched = applied!.injected[0]!.rows;
    if (expected !== undefined) expect(touched).toBe(expected);
    expect(touched).toBeGreaterThan(0);
    expect(await checksum(connection, visits(connection))).not.toBe(before);
    expect(await standing()).toEqual([{ intact: touched, restored: 0, conflicting: 0, gone: 0 }]);
    const read = await labels();
    expect(read).toHaveLength(touched);
    expect(new Set(read.map(({ key }) => key)).size).toBe(touched);
    const [undone] = await bench.rollback(connection, `visits-${number}`);
    expect(undone).toMatchObject({ restored: touched, already: 0, skipped: 0, gone: 0 });
    expect(await checksum(connection, visits(connection))).toBe(before);
  });

  it('labels say what is in the table, value by value', async () => {
    await bench.converge([fresh(step('one', 'null-spike', 'column: page, volume: 30%, during: all'))]);
    const taken = new Map<string | null, number>();
    for (const label of await labels()) taken.set(label.before, (taken.get(label.before) ?? 0) + 1);
    for (const [page, missing] of taken) expect(await count(`page = '${page}'`)).toBe(96 - missing);
    expect(await count('page is null')).toBe(144);
    await bench.rollback(connection, `visits-${number}`);
  });

  it('several steps see each other, stand by themselves and come back in reverse', async () => {
    const steps = [
      step('nulls', 'null-spike', 'column: page, volume: 30%, during: all'),
      step('times', 'wrong-unit', 'column: seconds, volume: 40%, during: all'),
      step('labels', 'typo', 'column: page, volume: 50%, during: all'),
      step('gone', 'volume-drop', 'volume: 20%, during: all'),
      step('twice', 'duplicate-row', 'volume: 25%, during: all'),
    ];
    const [applied] = await bench.converge([fresh(steps.join('\n'))]);
    expect(applied!.injected[0]!.steps.map((each) => each.rows)).toEqual([144, 144, 168, 96, 96]);
    for (const [index, each] of (await standing()).entries())
      expect(each).toEqual({ intact: applied!.injected[0]!.steps[index]!.rows, restored: 0, conflicting: 0, gone: 0 });
    const [undone] = await bench.rollback(connection, `visits-${number}`);
    expect(undone).toMatchObject({ restored: 648, already: 0, skipped: 0 });
    expect(await checksum(connection, visits(connection))).toBe(before);
  });

  it('the same seed takes the same rows again, another takes others', async () => {
    const digests: string[] = [];
    for (const seed of ['seed: 7', 'seed: 7', 'seed: 8']) {
      const scenario = scenarioOf('seeded', step('one', 'typo', 'column: page, volume: 30%, during: all'), seed);
      const { targets } = await bench.plan([scenario]);
      digests.push(JSON.stringify(targets[0]!.actions.map((each) => ('steps' in each ? each.steps[0]!.digest : ''))));
    }
    expect(digests[0]).toBe(digests[1]);
    expect(digests[0]).not.toBe(digests[2]);
  });

  describe('what others did since', () => {
    const address = engine.name === 'postgres' ? 'ctid' : 'rowid';
    const oneNull = `${address} in (select ${address} from visits where page is null limit 1)`;

    afterEach(async () => {
      await bench.rollback(connection, `visits-${number}`, { onConflict: 'skip' }).catch(() => undefined);
      await run(connection, 'delete from visits', 'insert into visits select * from untouched');
      expect(await checksum(connection, visits(connection))).toBe(before);
    });

    it('a changed row is a conflict, which stays with skip, and which not even force can settle', async () => {
      await bench.converge([fresh(step('one', 'null-spike', 'column: page, volume: 10%, during: all'))]);
      await run(connection, `update visits set paid = 99 where ${oneNull}`);
      expect(await standing()).toEqual([{ intact: 47, restored: 0, conflicting: 1, gone: 0 }]);
      await expect(bench.rollback(connection, `visits-${number}`)).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
      await expect(bench.rollback(connection, `visits-${number}`, { onConflict: 'force' })).rejects.toMatchObject({
        code: 'ROLLBACK_CONFLICT',
      });
      expect(await count('page is null')).toBe(48);
      const [undone] = await bench.rollback(connection, `visits-${number}`, { onConflict: 'skip' });
      expect(undone).toMatchObject({ restored: 47, already: 0, skipped: 1, gone: 0 });
      expect(await count('page is null and paid = 99')).toBe(1);
      expect(await count('page is null')).toBe(1);
    });

    it('a removed row is a conflict, and a row that somebody put right is none', async () => {
      await bench.converge([fresh(step('one', 'null-spike', 'column: page, volume: 10%, during: all'))]);
      await run(connection, `delete from visits where ${oneNull}`);
      expect(await standing()).toEqual([{ intact: 47, restored: 0, conflicting: 1, gone: 0 }]);
      await bench.rollback(connection, `visits-${number}`, { onConflict: 'skip' });
      await run(connection, 'delete from visits', 'insert into visits select * from untouched');
      await bench.converge([fresh(step('one', 'null-spike', 'column: page, volume: 1 row, during: all'))]);
      const [label] = await labels();
      expect(label!.key).toMatch(/^[0-9a-f]{32}#8$/u);
      await run(connection, `update visits set page = '${label!.before}' where page is null`);
      expect(await standing()).toEqual([{ intact: 0, restored: 1, conflicting: 0, gone: 0 }]);
      const [undone] = await bench.rollback(connection, `visits-${number}`);
      expect(undone).toMatchObject({ restored: 0, already: 1, skipped: 0 });
    });

    it('a row that is like a changed one stays where it is', async () => {
      await bench.converge([fresh(step('one', 'null-spike', 'column: page, volume: 10%, during: all'))]);
      await run(connection, `insert into visits select * from visits where ${oneNull}`);
      expect(await standing()).toEqual([{ intact: 48, restored: 0, conflicting: 0, gone: 0 }]);
      await bench.rollback(connection, `visits-${number}`);
      expect(await count('page is null')).toBe(1);
      expect(await count('1 = 1')).toBe(481);
    });

    it('rows are never deleted that others left of several identical ones', async () => {
      await bench.converge([fresh(step('twice', 'duplicate-row', 'volume: 100%, during: all'))]);
      expect(await count('1 = 1')).toBe(960);
      await run(connection, 'delete from visits', 'insert into visits select * from untouched');
      expect(await standing()).toEqual([{ intact: 0, restored: 480, conflicting: 0, gone: 0 }]);
      const [undone] = await bench.rollback(connection, `visits-${number}`);
      expect(undone).toMatchObject({ restored: 0, already: 480 });
      expect(await checksum(connection, visits(connection))).toBe(before);
    });

    it('deleted rows that somebody brought back do not come twice', async () => {
      await bench.converge([fresh(step('gone', 'volume-drop', 'volume: 50%, during: all'))]);
      await run(connection, 'delete from visits', 'insert into visits select * from untouched');
      expect(await standing()).toEqual([{ intact: 0, restored: 240, conflicting: 0, gone: 0 }]);
      await bench.rollback(connection, `visits-${number}`);
      expect(await checksum(connection, visits(connection))).toBe(before);
    });
  });
});

// Of two transactions that touch a row the later one fails on DuckDB.
describe('rows known by all that they hold, on PostgreSQL', () => {
  it('are not taken in place of one that somebody changes while the apply waits', async () => {
    const database = await createPostgresDatabase();
    const [connection, other] = [await database.connect(), await database.connect()];
    const bench = benchFor(database);
    await run(
      connection,
      'create table visits (page text, seconds integer)',
      "insert into visits select 'home', 1 from generate_series(1, 10)",
    );
    const scenario = scenarioOf('visits', step('one', 'null-spike', 'column: page, volume: 100%'));
    const plan = await bench.plan([scenario]);
    await other.begin('read write');
    await run(other, 'update visits set seconds = 2 where ctid = (select min(ctid) from visits)');
    const applied = bench.apply([scenario], plan).catch((error: unknown) => error);
    for (;;) {
      const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      if ((await rows(connection, waiting)).length > 0) break;
    }
    await other.commit();
    expect(await applied).toMatchObject({ code: 'STALE_PLAN' });
    expect(
      await rows(connection, 'select page, seconds, count(*)::int as n from visits group by 1, 2 order by 2'),
    ).toEqual([
      { page: 'home', seconds: 1, n: 9 },
      { page: 'home', seconds: 2, n: 1 },
    ]);
    await database.drop();
  });
});
