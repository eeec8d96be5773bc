import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Label } from '../../src/model/run.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import { runStanding } from '../../src/snapshot/run-standing.ts';
import { checksum } from '../support/checksum.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
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

  beforeEach(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    await run(
      connection,
      'create table visits (day date, page varchar(40), seconds double precision, paid numeric(8, 2), referrer text)',
      `insert into visits select date '2026-03-01' + cast(n % 3 as integer), 'page ' || (n % 5), (n % 4) / 8.0, n % 3,
        case when n % 2 = 0 then 'search' end from generate_series(1, 480) as s (n)`,
    );
    before = await checksum(connection, visits(connection));
  });
  afterEach(() => database.drop());

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
    const scenario = scenarioOf('visits', step('one', anomaly, `${rest}, during: all`));
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
    const [undone] = await bench.rollback(connection, 'visits');
    expect(undone).toMatchObject({ restored: touched, already: 0, skipped: 0, gone: 0 });
    expect(await checksum(connection, visits(connection))).toBe(before);
  });

  it('labels say what is in the table, value by value', async () => {
    await bench.converge([scenarioOf('visits', step('one', 'null-spike', 'column: page, volume: 30%, during: all'))]);
    const taken = new Map<string | null, number>();
    for (const label of await labels()) taken.set(label.before, (taken.get(label.before) ?? 0) + 1);
    for (const [page, missing] of taken) expect(await count(`page = '${page}'`)).toBe(96 - missing);
    expect(await count('page is null')).toBe(144);
  });
});
