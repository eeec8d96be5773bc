import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/engine.ts';
import type { Label } from '../../../src/model/run.ts';
import { readRuns } from '../../../src/ledger/runs.ts';
import { readLabels } from '../../../src/run/read-labels.ts';
import { runStanding } from '../../../src/snapshot/run-standing.ts';
import { checksum } from '../../support/checksum.ts';
import { allTestEngines, type TestDatabase } from '../../support/engines.ts';
import { rows, run } from '../../support/statements.ts';
import { benchFor, scenarioOf, shop, type Bench } from '../workbench.ts';
import { openFeed, sweepOnce, type Feed } from './feed.ts';

const engines = allTestEngines.filter(({ name }) => ['postgres', 'duckdb', 'mariadb'].includes(name));
/** What differs between engines is in the statements: the rules around them are tried on two. */
const ofRules = (name: string) => name === 'mariadb';

/** A step on the feed that takes arrivals. */
const step = (id: string, anomaly: string, rest: string) =>
  `- {id: ${id}, anomaly: ${anomaly}, table: feed, sweep: 1 minute, ${rest}}`;
const withheld = scenarioOf('late-feed', step('late', 'stale-table', 'amplitude: 3 buckets'));
const backdated = scenarioOf('late-feed', step('late', 'stale-table', 'with: {method: backdate}'));
const nulled = (volume: string) =>
  scenarioOf('lost-kinds', step('kinds', 'null-spike', `column: kind, during: all, volume: ${volume}`));
const raised = scenarioOf(
  'odd-amounts',
  step('odd', 'outlier', 'column: amount, during: {from: latest}, volume: 100%'),
);

describe.each(engines)('a sweep on $name', (engine) => {
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

  const active = async () => {
    const runs = await readRuns(connection, connection.server.ledgerSchema);
    return runs.filter(({ state }) => state === 'applied');
  };
  const labels = async (): Promise<readonly Label[]> => {
    const [last] = (await active()).toReversed();
    const read: Label[] = [];
    for await (const label of readLabels(connection, last!)) read.push(label);
    return read;
  };
  const ids = async (where: string) =>
    (await rows(connection, `select id from feed where ${where} order by id`)).map(({ id }) => Number(id));
  const isAsTwin = async () => (await checksum(connection, feed.events)) === (await checksum(connection, feed.twin));
  const standing = async () => {
    const runs = await active();
    return (await runStanding(connection, runs[0]!, runs)).map((each) => each.standing);
  };

  it.each([
    ['withheld', withheld, 36],
    ['set back in time', backdated, 36],
    ['changed', raised, 1],
    ['emptied', nulled('100%'), 192],
  ])(
    'takes what has arrived into the run, once: rows are %s, labelled, and come back as they arrived',
    async (_, scenario, first) => {
      await bench.converge([scenario]);
      const began = await labels();
      expect((await active())[0]!.rows, 'rows of the apply').toBe(first);
      expect(await sweepOnce(connection, [scenario])).toEqual({ taken: [], refused: [] });
      await feed.arrive(20);
      const taken = scenario.name === 'lost-kinds' ? 16 : 20;
      expect((await sweepOnce(connection, [scenario])).taken).toMatchObject([{ rows: taken }]);
      const once = await checksum(connection, feed.events);
      expect(await sweepOnce(connection, [scenario])).toEqual({ taken: [], refused: [] });
      expect(await checksum(connection, feed.events)).toBe(once);
      await feed.arrive(5);
      const later = scenario.name === 'lost-kinds' ? 4 : 5;
      expect((await sweepOnce(connection, [scenario])).taken).toMatchObject([{ rows: later }]);

      const [swept] = await active();
      expect(swept).toMatchObject({ rows: first + taken + later });
      expect(swept!.steps[0]).toMatchObject({ rows: swept!.rows, sweep: { sweeps: 2, rows: taken + later } });
      expect(await standing()).toEqual([{ intact: swept!.rows, restored: 0, conflicting: 0, gone: 0 }]);
      const all = await labels();
      expect(all).toHaveLength(swept!.rows);
      const before = new Set(began.map(({ key }) => key));
      const isArrival = ({ key }: Label) => !before.has(key);
      expect(all.filter(isArrival).every(({ key, occurrence }) => Number(key) > 240 && occurrence === 1)).toBe(true);
      const [{ n } = { n: 0 }] = await rows(
        connection,
        `select count(*) as n from twin w left join feed f on f.id = w.id
       where f.id is null or f.happened <> w.happened or f.amount <> w.amount or (f.kind is null and w.kind is not null)`,
      );
      expect(Number(n), 'labels are changes, and changes are labels').toBe(swept!.rows);

      await bench.rollback(connection);
      expect(await isAsTwin()).toBe(true);
    },
  );

  it('of a share takes rows by their own draws: in one sweep or in many, the same ones, and none that was passed over', async () => {
    const scenario = nulled('30%');
    await bench.converge([scenario]);
    const first = (await active())[0]!.rows;
    expect(first).toBe(58);
    expect(await sweepOnce(connection, [scenario]), 'what was passed over is no arrival').toEqual({
      taken: [],
      refused: [],
    });
    for (let batch = 0; batch < 6; batch += 1) {
      await feed.arrive(100);
      await sweepOnce(connection, [scenario]);
    }
    const again = await engine.createDatabase();
    const other = await again.connect();
    const feedAgain = await openFeed(other);
    await benchFor(again).converge([scenario]);
    await feedAgain.arrive(600);
    await sweepOnce(other, [scenario]);
    expect(await checksum(other, feedAgain.events)).toBe(await checksum(connection, feed.events));
    await again.drop();
    const taken = (await active())[0]!.rows - first;
    // 480 rows with a kind; six standard deviations of the binomial.
    expect(Math.abs(taken - 144)).toBeLessThan(60);
    await bench.rollback(connection);
    expect(await isAsTwin()).toBe(true);
  });

  it.skipIf(ofRules(engine.name))('beyond the limits is refused and told, and the run stays as it is', async () => {
    const limited = scenarioOf('late-feed', step('late', 'stale-table', 'amplitude: 3 buckets'), 'limits: {rows: 40}');
    await bench.converge([limited]);
    await feed.arrive(4);
    expect((await sweepOnce(connection, [limited])).taken).toMatchObject([{ rows: 4 }]);
    await feed.arrive(1);
    const table = await checksum(connection, feed.events);
    const swept = await sweepOnce(connection, [limited]);
    expect(swept).toMatchObject({ taken: [], refused: [{ scenario: 'late-feed', error: { code: 'LIMIT_EXCEEDED' } }] });
    const target = { ...shop, limits: { fraction: 0.164 } };
    const byShare = await sweepOnce(connection, [withheld], { target });
    expect(byShare.refused).toMatchObject([
      { error: { code: 'LIMIT_EXCEEDED', message: expect.stringContaining('16.7 %') as string } },
    ]);
    expect((await sweepOnce(connection, [withheld], { target: { ...shop, protect: ['feed'] } })).refused).toMatchObject(
      [{ error: { code: 'PROTECTED_TABLE' } }],
    );
    expect(await checksum(connection, feed.events)).toBe(table);
    expect(await active()).toMatchObject([{ rows: 40, steps: [{ sweep: { sweeps: 1 } }] }]);
    await bench.rollback(connection);
    expect(await isAsTwin()).toBe(true);
  });

  it.skipIf(ofRules(engine.name))(
    'leaves rows alone that others hold, and takes none that a run of others has copied',
    async () => {
      const above = scenarioOf(
        'other-kinds',
        step('kinds', 'typo', 'column: kind, during: all, volume: 100%, amplitude: 1 edit'),
      );
      const copies = scenarioOf(
        'twice',
        '- {id: twice, anomaly: duplicate-row, table: feed, during: all, volume: 10 rows}',
      );
      const apart = scenarioOf('amounts', step('amounts', 'sign-flip', 'column: amount, during: all, volume: 100%'));
      await bench.converge([nulled('100%')]);
      await bench.converge([nulled('100%'), above, apart, copies]);
      await feed.arrive(10, 1001);
      const all = [nulled('100%'), above, apart, copies];
      const swept = await sweepOnce(connection, all);
      expect(swept.refused).toEqual([]);
      expect(swept.taken.map(({ scenario, rows: taken }) => `${scenario} ${taken}`).toSorted()).toEqual([
        'amounts 10',
        'lost-kinds 8',
      ]);
      expect(await ids('kind is not null and id > 1000')).toEqual([]);
      expect(await sweepOnce(connection, all)).toEqual({ taken: [], refused: [] });
      for (const name of ['lost-kinds', 'amounts', 'twice', 'other-kinds']) await bench.rollback(connection, name);
      expect(await isAsTwin()).toBe(true);
    },
  );

  it.skipIf(ofRules(engine.name))(
    'is over when the run has ended, its file has changed or is suspended, or its table has another shape',
    async () => {
      await bench.converge([withheld]);
      await feed.arrive(3);
      const nothing = { taken: [], refused: [] };
      expect(await sweepOnce(connection, [backdated])).toEqual(nothing);
      expect(await sweepOnce(connection, [{ ...withheld, suspend: { reason: 'month end' } }])).toEqual(nothing);
      expect(
        await sweepOnce(connection, [{ ...withheld, expires: { amount: 1, unit: 'second' } }], {
          clock: () => new Date(Date.now() + 60_000),
        }),
      ).toEqual(nothing);
      expect(
        await sweepOnce(connection, [withheld], {
          origin: { repository: 'elsewhere', ref: 'main', commit: '', directory: '.' },
        }),
      ).toEqual(nothing);
      expect(await sweepOnce(connection, [withheld], { isDue: () => false })).toEqual(nothing);
      for (const table of ['feed', 'twin']) await run(connection, `alter table ${table} add note varchar(10)`);
      expect(await sweepOnce(connection, [withheld])).toMatchObject({
        taken: [],
        refused: [{ error: { code: 'STALE_PLAN' } }],
      });
      await bench.rollback(connection);
      expect(await isAsTwin()).toBe(true);
      expect(await sweepOnce(connection, [withheld])).toEqual(nothing);
    },
  );

  it('of two watchers at once takes each row once', async () => {
    await bench.converge([withheld]);
    await feed.arrive(12);
    const sessions = await Promise.all([1, 2, 3].map(() => database.connect()));
    const outcomes = await Promise.all(sessions.map((each) => sweepOnce(each, [withheld])));
    expect(outcomes.flatMap(({ refused }) => refused)).toEqual([]);
    expect(outcomes.flatMap(({ taken }) => taken.map((each) => each.rows))).toEqual([12]);
    expect(await active()).toMatchObject([{ rows: 48, steps: [{ sweep: { sweeps: 1, rows: 12 } }] }]);
    await bench.rollback(connection);
    expect(await isAsTwin()).toBe(true);
  });

  it.skipIf(ofRules(engine.name))(
    'of a window that ends is refused in the plan, at its place; one that is open tells the reviewer of arrivals',
    async () => {
      const ends = scenarioOf('ends', step('ends', 'null-spike', 'column: kind, volume: 50%'));
      await expect(bench.plan([ends])).rejects.toMatchObject({
        problems: [{ code: 'INVALID_VALUE', place: { file: 'scenarios/ends.yaml', line: 7 } }],
        message: expect.stringContaining('a window that ends') as string,
      });
      const bounded = scenarioOf('ends', step('ends', 'volume-drop', 'during: {from: first, to: latest}'));
      await expect(bench.plan([bounded])).rejects.toMatchObject({ code: 'INVALID_VALUE' });
      const plan = await bench.plan([nulled('30%')]);
      const [planned] = plan.targets.flatMap(({ actions }) =>
        actions.flatMap((each) => ('steps' in each ? each.steps : [])),
      );
      expect(planned!.which).toContain('and what arrives, every 1 minute while watched');
    },
  );
});
