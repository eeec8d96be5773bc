import mysql from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { engineFor } from '../../src/engine/index.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { grantsText } from '../../src/output/grants-text.ts';
import { grantedTables, needsOf } from '../../src/plan/granted-tables.ts';
import { inspectTable } from '../../src/plan/inspect.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { purge } from '../../src/run/purge.ts';
import { recover } from '../../src/run/recover.ts';
import { runStanding } from '../../src/snapshot/run-standing.ts';
import { administer, allTestEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { benchFor, scenarioOf } from './workbench.ts';

/** What each engine says in its own way. */
interface Words {
  readonly tables: readonly string[];
  /** A user who may reach the database at most. */
  newUser(user: string, database: string): readonly string[];
  run(url: string, script: string): Promise<void>;
  /** What is answered about a table on which nothing is granted. */
  readonly refusal: RegExp;
}

const rows = Array.from({ length: 40 }, (_, index) => index + 1);
const numbers = (value: (n: number) => string) => rows.map((n) => `(${value(n)})`).join(', ');
const inserts = (quote: (name: string) => string) => [
  `insert into customers (id, email) values ${numbers((n) => `${n}, 'person${n}@shop.example'`)}`,
  `insert into orders (customer_id, total) values ${numbers((n) => `${(n % 10) + 1}, ${n}.5`)}`,
  `insert into ${quote('secrets')} (id, word) values ${numbers((n) => `${n}, 'w${n}'`)}`,
];

const postgresWords: Words = {
  tables: [
    'create table customers (id integer primary key, email varchar(60))',
    'create table orders (id serial primary key, number bigint generated always as identity, customer_id integer references customers (id), total decimal(10, 2), unique (number))',
    'create schema "Odd ""schema"""',
    `create table "Odd ""schema"""."it's a.table" (id integer primary key, word varchar(20))`,
    `insert into "Odd ""schema"""."it's a.table" values (1, 'one')`,
    'create table secrets (id integer primary key, word varchar(20))',
    ...inserts((name) => name),
  ],
  newUser: (user, database) => [
    `create role "${user.replaceAll('"', '""')}" login password 'working'`,
    'revoke all on schema public from public',
    `revoke connect on database ${database} from public`,
  ],
  run: administer,
  refusal: /PERMISSION_DENIED/u,
};

const mysqlWords: Words = {
  tables: [
    'create table customers (id integer primary key, email varchar(60))',
    'create table orders (id bigint auto_increment primary key, customer_id integer, total decimal(10, 2), foreign key (customer_id) references customers (id))',
    "create table `it's a.``table` (id integer primary key, word varchar(20))",
    "insert into `it's a.``table` values (1, 'one')",
    'create table secrets (id integer primary key, word varchar(20))',
    ...inserts((name) => name),
  ],
  newUser: (user) => [`create user '${user.replaceAll("'", "''")}'@'%' identified by 'working'`],
  async run(url, script) {
    const client = await mysql.createConnection({ uri: url, multipleStatements: true });
    try {
      await client.query(script);
    } finally {
      await client.end();
    }
  },
  refusal: /PERMISSION_DENIED|UNKNOWN_TABLE/u,
};

const oddTable = { postgres: `"Odd ""schema"""."it's a.table"`, mysql: '"it\'s a.`table"' };

interface Kind {
  readonly engine: (typeof allTestEngines)[number];
  readonly name: string;
  readonly words: Words;
  readonly odd: string;
}

const kinds = allTestEngines.flatMap((engine): readonly Kind[] => {
  if (engine.name === 'postgres') return [{ engine, name: engine.name, words: postgresWords, odd: oddTable.postgres }];
  if (engine.name === 'mariadb' || engine.name === 'mysql')
    return [{ engine, name: engine.name, words: mysqlWords, odd: oddTable.mysql }];
  return [];
});

describe.each(kinds)('on $name the script of grants', ({ engine, words, odd }) => {
  let database: TestDatabase;
  let owner: Connection;
  const suffix = Math.random().toString(36).slice(2, 8);
  const worker = `fl "w' ${suffix}`;
  const reader = `fl_r_${suffix}`;
  const scenarios: readonly Scenario[] = [
    scenarioOf(
      'rows',
      `- {id: emails, anomaly: null-spike, table: customers, column: email, during: all, volume: 7 rows}
- {id: copies, anomaly: duplicate-row, table: orders, during: all, volume: 5 rows}
- {id: lost, anomaly: volume-drop, table: customers, during: all, volume: 5 rows}`,
    ),
    scenarioOf('shape', `- {id: renamed, anomaly: column-renamed, table: ${JSON.stringify(odd)}, column: word}`),
  ];
  const others = [scenarioOf('secret', '- {id: s, anomaly: null-spike, table: secrets, column: word, during: all}')];

  beforeAll(async () => {
    database = await engine.createDatabase();
    owner = await database.connect();
    await run(owner, ...words.tables);
  });
  afterAll(async () => {
    await database.drop();
  });

  /** A user with what the script gives, and nothing else. */
  async function granted(user: string, isReadOnly: boolean) {
    await run(owner, ...words.newUser(user, owner.server.database));
    const request = {
      user,
      database: owner.server.database,
      ledgerSchema: database.ledgerSchema,
      isReadOnly,
      tables: await grantedTables(owner, needsOf(scenarios, catalog), isReadOnly),
    };
    const script = grantsText('For a test.', (await engineFor(database.url)).grants(request));
    await words.run(database.url, script);
    // Whoever runs it twice does no harm.
    await words.run(database.url, script);
    const url = new URL(database.url);
    url.username = encodeURIComponent(user);
    url.password = 'working';
    return { script, open: () => database.connect({ url: url.href }) };
  }

  it('lets a user who may nothing else inspect, plan, apply, look and roll back, and read with it when others have', async () => {
    const { open } = await granted(worker, false);
    const bench = benchFor(database);
    const plan = await bench.plan(scenarios, { open });
    const warnings = plan.targets.flatMap(({ actions }) =>
      actions.flatMap((action) => ('steps' in action ? (action.steps ?? []).flatMap((step) => step.warnings) : [])),
    );
    expect(warnings.filter((each) => /lacks/u.test(each))).toEqual([]);
    const [applied] = await bench.apply(scenarios, plan, { open });
    expect(applied!.injected.map(({ rows: changed }) => changed)).toEqual([17, 1]);

    const connection = await open();
    const schema = connection.server.ledgerSchema;
    const active = await readRuns(connection, schema, { state: 'applied' });
    for (const each of active) {
      const standings = await runStanding(connection, each, active);
      expect(standings.map(({ standing, step }) => standing.intact === step.rows)).not.toContain(false);
    }
    expect((await inspectTable(connection, catalog, 'orders')).rows).toBe(45);

    const only = await granted(reader, true);
    const kept = await bench.plan(scenarios, { open: only.open });
    expect(kept.targets[0]!.actions.map(({ action }) => action)).toEqual(['keep', 'keep']);
    const reading = await only.open();
    expect((await inspectTable(reading, catalog, 'customers')).rows).toBe(35);
    await expect(bench.rollback(reading, 'rows')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });

    await bench.rollback(connection);
    expect(await recover(connection, { schema, actor: 'tests', clock: () => new Date(), lockTimeout: 5 })).toEqual([]);
    expect((await inspectTable(connection, catalog, 'customers')).rows).toBe(40);
    const purged = await purge(connection, {
      schema,
      project: 'acme-dq',
      target: 'shop',
      allProjects: false,
      faultline: '0.0.0',
      actor: 'tests',
      clock: () => new Date(),
      lockTimeout: 5,
      keep: () => Promise.resolve(),
    });
    // A schema that somebody else has made for the user is left to whoever made it.
    expect(purged).toMatchObject({ snapshots: 3, isSchemaDropped: engine.name !== 'postgres' });
    expect((await owner.describeTable({ schema: owner.server.defaultSchema, name: 'secrets' }))?.columns).toHaveLength(
      2,
    );
  });

  it('gives nothing on other tables', async () => {
    const url = new URL(database.url);
    url.username = encodeURIComponent(worker);
    url.password = 'working';
    const open = () => database.connect({ url: url.href });
    const bench = benchFor(database);
    const attempt = async () => bench.apply(others, await bench.plan(others, { open, isComplete: false }), { open });
    await expect(attempt().catch((error: unknown) => Promise.reject(new Error(String(error))))).rejects.toThrow(
      words.refusal,
    );
  });
});
