import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/model/error-codes.ts';
import { ProblemsError } from '../../src/model/errors.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Limits } from '../../src/model/scenario.ts';
import { benchFor, scenarioOf, shop, type Bench } from '../run/workbench.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';
import { refusalOf } from './refusal.ts';

const tables = [
  'create table customers (id integer primary key, code varchar(10) not null unique, email varchar(60), country varchar(2) not null, balance decimal(10, 2), twice decimal(10, 2) generated always as (balance * 2) GENERATED)',
  'create table orders (id integer primary key, code varchar(10) references customers (code), placed_at timestamp, amount decimal(10, 2), status varchar(10), place varchar(20))',
  'create table baskets (customer varchar(10), item varchar(10), amount integer)',
  'create table settings (name varchar(20) primary key, value varchar(20))',
  'create table members (id integer primary key, email varchar(60) unique, name varchar(20), constant integer, flag boolean)',
  'create view big_orders as select * from orders where amount > 100',
  `insert into customers (id, code, email, country, balance) select n, 'c' || n, 'someone' || n || '@shop.example', case when n % 3 = 0 then 'DE' else 'FR' end, n from (select cast(n as integer) as n from generate_series(1, 20) as g (n)) as numbers`,
  `insert into orders select n, 'c' || (n % 10 + 1), timestamp '2026-11-01 10:00' + n * interval '6 hours', n * 1.5, 'paid', 'shop' from (select cast(n as integer) as n from generate_series(1, 80) as g (n)) as numbers`,
  `insert into baskets values ('c1', 'pen', 1), ('c1', 'pen', 1), ('c2', null, 2)`,
  `insert into settings values ('currency', 'EUR'), ('zone', 'UTC')`,
  `insert into members values (1, 'a@shop.example', 'Anna', 5, true), (2, 'b@shop.example', 'Bo', 5, true)`,
];

type Refusal = readonly [about: string, step: string, code: ErrorCode, message: RegExp, key: string];

const refusals: readonly Refusal[] = [
  [
    'an unknown table, naming the nearest',
    'null-spike, table: custmers, column: email',
    'UNKNOWN_TABLE',
    /no table "custmers" in database ".*"\.? Did you mean "customers"\?/u,
    'table',
  ],
  [
    'an unknown schema',
    'null-spike, table: nowhere.customers, column: email',
    'UNKNOWN_TABLE',
    /no table "nowhere\.customers"/u,
    'table',
  ],
  [
    'a name of too many parts',
    'null-spike, table: a.b.c, column: email',
    'UNKNOWN_TABLE',
    /no table "a\.b\.c"/u,
    'table',
  ],
  [
    'an unknown column, naming the nearest',
    'null-spike, table: customers, column: emial',
    'UNKNOWN_COLUMN',
    /table \w+\.customers has no column "emial"\.? Did you mean "email"\?/u,
    'column',
  ],
  [
    'a column that differs in its case only',
    'null-spike, table: customers, column: Email',
    'UNKNOWN_COLUMN',
    /no column "Email"\.? Did you mean "email"\?/u,
    'column',
  ],
  [
    'an unknown column of the selection',
    'null-spike, table: customers, column: email, select: {segment: contry}',
    'UNKNOWN_COLUMN',
    /no column "contry"\.? Did you mean "country"\?/u,
    'select',
  ],
  [
    'an unknown column of the key',
    'null-spike, table: customers, column: email, key: [idd]',
    'UNKNOWN_COLUMN',
    /no column "idd" for its key/u,
    'key',
  ],
  [
    'an unknown time column',
    'null-spike, table: orders, column: amount, during: {last: 1 day, column: placedat}',
    'UNKNOWN_COLUMN',
    /no column "placedat"\.? Did you mean "placed_at"\?/u,
    'during',
  ],
  [
    'a time column that holds no time',
    'null-spike, table: orders, column: amount, during: {last: 1 day, column: status}',
    'UNSUITABLE_COLUMN',
    /column "status" of \w+\.orders holds no dates or timestamps/u,
    'during',
  ],
  [
    'a view',
    'null-spike, table: big_orders, column: amount',
    'UNSUITABLE_TABLE',
    /\w+\.big_orders is a view: only tables can be broken/u,
    'table',
  ],
  [
    'a column of the wrong type',
    'outlier, table: customers, column: email',
    'UNSUITABLE_COLUMN',
    /column "email" of \w+\.customers is not/u,
    'column',
  ],
  [
    'a computed column',
    'outlier, table: customers, column: twice',
    'UNSUITABLE_COLUMN',
    /column "twice" of \w+\.customers is computed by the database/u,
    'column',
  ],
  [
    'a key column',
    'outlier, table: customers, column: id',
    'UNSUITABLE_COLUMN',
    /column "id" of \w+\.customers is part of the key by which rows are found again/u,
    'column',
  ],
  [
    'a column that others refer to',
    'typo, table: customers, column: code',
    'UNSUITABLE_COLUMN',
    /column "code" of \w+\.customers is referred to by \w+\.orders/u,
    'column',
  ],
  [
    'new values in a column that refers to others',
    'typo, table: orders, column: code',
    'UNSUITABLE_COLUMN',
    /column "code" of \w+\.orders refers to \w+\.customers \(.*\), which holds no such values/u,
    'column',
  ],
  [
    'new values in a unique column',
    'typo, table: members, column: email',
    'UNSUITABLE_COLUMN',
    /column "email" of \w+\.members is part of the unique key .* \(email\), which forbids values to come twice/u,
    'column',
  ],
  [
    'labels swapped in a unique column',
    'category-swap, table: members, column: email',
    'UNSUITABLE_COLUMN',
    /is part of the unique key/u,
    'column',
  ],
  [
    'NULL in a column that forbids it',
    'null-spike, table: customers, column: country',
    'UNSUITABLE_COLUMN',
    /column "country" of \w+\.customers is declared not null/u,
    'column',
  ],
  [
    'outliers of a column without spread',
    'outlier, table: members, column: constant',
    'UNSUITABLE_COLUMN',
    /constant/u,
    '',
  ],
  [
    'a swap with no other label',
    'category-swap, table: members, column: flag',
    'UNSUITABLE_COLUMN',
    /members\.flag has only the label "true"/u,
    '',
  ],
  [
    'a rename to a name that is taken',
    'column-renamed, table: baskets, column: item, with: {to: amount}',
    'INVALID_VALUE',
    /already has a column "amount"/u,
    '',
  ],
  [
    'a table whose rows nothing identifies',
    'null-spike, table: baskets, column: item',
    'NO_KEY',
    /nothing identifies the rows of \w+\.baskets: it has no primary or unique key, and none of customer, item, amount, nor a pair of the first 3, is unique and complete/u,
    'key',
  ],
  [
    'a given key that repeats',
    'null-spike, table: baskets, column: item, key: [customer, amount]',
    'NO_KEY',
    /the columns customer, amount of \w+\.baskets do not identify its rows: they repeat or are NULL/u,
    'key',
  ],
  [
    'a step that needs time, without a time column',
    'stale-table, table: customers',
    'NO_TIME_COLUMN',
    /table \w+\.customers has no date or timestamp column, which step "s" \(stale-table\) needs/u,
    'during',
  ],
  [
    'occurrences without a time column',
    'null-spike, table: customers, column: email, frequency: 1 day',
    'NO_TIME_COLUMN',
    /has no date or timestamp column/u,
    'during',
  ],
  [
    'copies that a unique key forbids',
    'duplicate-row, table: members',
    'UNSUITABLE_TABLE',
    /table \w+\.members forbids copies by its unique key .* \(email\)/u,
    'anomaly',
  ],
  [
    'an empty stretch of time',
    'null-spike, table: orders, column: amount, during: {from: latest, to: first}',
    'INVALID_VALUE',
    /step "s" has an empty window/u,
    '',
  ],
  [
    'too many occurrences',
    'null-spike, table: orders, column: amount, during: {from: 2000-01-01, to: 2026-01-01}, frequency: 1 hour',
    'INVALID_VALUE',
    /more than 1000 occurrences/u,
    '',
  ],
  [
    'a condition that does not parse',
    'null-spike, table: customers, column: email, where: "country = = 1"',
    'INVALID_WHERE',
    /the database does not understand the `where` of step "s": /u,
    'where',
  ],
  [
    'a condition on an unknown column',
    'null-spike, table: customers, column: email, where: "contry = 1"',
    'INVALID_WHERE',
    /contry/u,
    'where',
  ],
  [
    'a second statement',
    'null-spike, table: customers, column: email, where: "true; delete from customers"',
    'UNSAFE_WHERE',
    /;/u,
    'where',
  ],
  [
    'a condition that closes our parenthesis',
    'null-spike, table: customers, column: email, where: "true) or (true"',
    'UNSAFE_WHERE',
    /\)/u,
    'where',
  ],
  [
    'a comment',
    'null-spike, table: customers, column: email, where: "true -- and so on"',
    'UNSAFE_WHERE',
    /comment/u,
    'where',
  ],
];

describe.each(testEngines)('on $name a plan refuses', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    const generated = engine.name === 'postgres' ? 'stored' : 'virtual';
    await run(connection, ...tables.map((each) => each.replace('GENERATED', generated)));
    bench = benchFor(database);
  });
  afterAll(() => database.drop());

  it.each(refusals)('%s', async (_, step, code, message, key) => {
    const scenario = scenarioOf('refused', `- {id: s, anomaly: ${step}}`);
    const problem = await refusalOf(() => bench.plan([scenario]));
    expect(problem).toMatchObject({
      code,
      exitCode: 3,
      place: scenario.placeOf(['steps', 0, ...(key === '' ? [] : [key])]),
    });
    expect(`${problem.message} ${problem.hint}`).toMatch(message);
  });

  it.each(["balance = 'much'", 'email || country'])('a condition that means nothing: %s', async (where) => {
    const scenario = scenarioOf(
      'refused',
      `- {id: s, anomaly: null-spike, table: customers, column: email, where: "${where}"}`,
    );
    const problem = await refusalOf(() => bench.plan([scenario]));
    expect(['INVALID_WHERE', 'VALUE_OUT_OF_RANGE']).toContain(problem.code);
    expect(problem.place).toMatchObject({ file: scenario.path, line: 7 });
  });

  it('all steps of all files at once', async () => {
    const one = scenarioOf(
      'one',
      '- {id: s, anomaly: null-spike, table: custmers, column: email}\n- {id: t, anomaly: null-spike, table: customers, column: mail}',
    );
    const two = scenarioOf(
      'two',
      '- {id: s, anomaly: typo, table: customers, column: balance}\n- {id: t, anomaly: null-spike, table: customers, column: email}',
    );
    const error = await bench.plan([one, two]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemsError);
    expect((error as ProblemsError).problems.map(({ code, place }) => `${code} ${place!.file}:${place!.line}`)).toEqual(
      [
        'UNKNOWN_TABLE scenarios/one.yaml:7',
        'UNKNOWN_COLUMN scenarios/one.yaml:8',
        'UNSUITABLE_COLUMN scenarios/two.yaml:7',
      ],
    );
  });

  it.each<readonly [Limits, string, RegExp]>([
    [{ rows: 5 }, '50%', /scenario "limited" would touch 10 rows, the limit is 5/u],
    [{ fraction: 0.2 }, '21%', /scenario "limited" would touch 20 % of \w+\.customers|21 %/u],
  ])('what exceeds the limit %o', async (limits, volume, message) => {
    const step = `- {id: s, anomaly: null-spike, table: customers, column: email, volume: ${volume}}`;
    const options = { targets: [{ ...shop, limits }] };
    if ('rows' in limits) {
      const problem = await refusalOf(() => bench.plan([scenarioOf('limited', step)], options));
      expect(problem).toMatchObject({ code: 'LIMIT_EXCEEDED', exitCode: 3 });
      expect(problem.message).toMatch(message);
    } else {
      // 21 % of 20 rows are 4 rows: exactly the limit.
      expect(plannedSteps(await bench.plan([scenarioOf('limited', step)], options))[0]!.frozen.rows).toBe(4);
      const more = scenarioOf('limited', step.replace('21%', '25%'));
      expect(await refusalOf(() => bench.plan([more], options))).toMatchObject({
        code: 'LIMIT_EXCEEDED',
        message: expect.stringMatching(/would touch 25 % of \w+\.customers, the limit is 20 %/u) as unknown,
      });
    }
  });

  it('what exceeds the limit of the scenario, steps of one table together', async () => {
    const steps = ['a', 'b']
      .map(
        (id) =>
          `- {id: ${id}, anomaly: null-spike, table: customers, column: ${id === 'a' ? 'email' : 'balance'}, volume: 3 rows}`,
      )
      .join('\n');
    const limited = (limits: string) => scenarioOf('limited', steps, `limits: {${limits}}`);
    expect(plannedSteps(await bench.plan([limited('rows: 6, fraction: 30%')]))).toHaveLength(2);
    for (const limits of ['rows: 5', 'fraction: 29%']) {
      const scenario = limited(limits);
      expect(await refusalOf(() => bench.plan([scenario]))).toMatchObject({
        code: 'LIMIT_EXCEEDED',
        place: scenario.placeOf(['limits']),
      });
    }
  });

  it.each(['customers', '*.customers', 'cust*', '*'])('the protected table that %s names', async (pattern) => {
    const scenario = scenarioOf('protected', '- {id: s, anomaly: null-spike, table: customers, column: email}');
    const problem = await refusalOf(() =>
      bench.plan([scenario], { targets: [{ ...shop, protect: ['public.payments', pattern] }] }),
    );
    expect(problem).toMatchObject({
      code: 'PROTECTED_TABLE',
      exitCode: 3,
      place: scenario.placeOf(['steps', 0, 'table']),
    });
    expect(problem.message).toContain(`(protect: ${pattern})`);
  });

  it('nothing that merely looks like it', async () => {
    const scenarios = [
      scenarioOf(
        'fine',
        '- {id: s, anomaly: null-spike, table: orders, column: code, during: all}\n- {id: t, anomaly: category-swap, table: orders, column: code, during: all}',
      ),
      scenarioOf(
        'fine-too',
        `- {id: s, anomaly: null-spike, table: members, column: email, where: "email <> ';) --'"}`,
      ),
      scenarioOf('fine-as-well', '- {id: s, anomaly: duplicate-row, table: settings}'),
    ];
    const plan = await bench.plan(scenarios, { targets: [{ ...shop, protect: ['order', 'x.orders', 'customers'] }] });
    expect(plannedSteps(plan).map(({ frozen }) => frozen.rows)).toEqual([8, 4, 0, 0]);
  });

  it('a condition that never ends, after the statement’s time', async () => {
    const endless =
      '(with recursive counted (n) as (select 1 union all select n + 1 from counted where n > 0) select max(n) from counted) > customers_id';
    const scenario = scenarioOf(
      'endless',
      `- {id: s, anomaly: null-spike, table: customers, column: email, where: "${endless.replace('customers_id', 'id')}"}`,
    );
    const open = () => database.connect({ readOnly: true, statementTimeout: 1 });
    await expect(bench.plan([scenario], { open })).rejects.toMatchObject({ code: 'STATEMENT_TIMEOUT' });
  });

  it('and warns where no row matches, where the table is nearly gone, and in production', async () => {
    const warningsOf = async (keys: string, environment: 'test' | 'production' = 'test') => {
      const plan = await bench.plan([scenarioOf('warned', `- {id: s, anomaly: ${keys}}`)], {
        targets: [{ ...shop, environment }],
      });
      return plannedSteps(plan)[0]!.warnings;
    };
    expect(await warningsOf(`null-spike, table: customers, column: email, where: "country = 'XX'"`)).toEqual([
      'no row matches: nothing to change',
    ]);
    expect(await warningsOf('null-spike, table: customers, column: email, volume: 1%')).toEqual([
      'the volume of 20 eligible rows rounds to no row',
    ]);
    expect(await warningsOf('null-spike, table: customers, column: email, volume: 50%')).toEqual([
      'touches 50 % of the table',
    ]);
    expect(await warningsOf('null-spike, table: customers, column: email, volume: 5%', 'production')).toEqual([
      'this is production',
    ]);
    expect(await warningsOf('volume-drop, table: customers, volume: 10%')).toEqual([
      'removes 1 row; the snapshot keeps them until the rollback',
      '10 rows are left out because other rows refer to them',
    ]);
    expect(await warningsOf('null-spike, table: customers, column: email, volume: 5%, where: "random() < 2"')).toEqual([
      '`where` may give another answer each time it is asked: apply may find the plan stale',
    ]);
  });
});
