import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testEngines } from '../support/engines.ts';
import { at, documentOf } from './document.ts';
import { refused, type Refusal } from './refusal.ts';
import type { ErrorCode } from '../../src/model/error-codes.ts';
import { lostEmails, openShop, projectFile, scenarioFile, type Shop } from './shop.ts';

/** A condition that no database comes to the end of in a test. */
const endless = {
  postgres: 'pg_sleep(60) is not null',
  duckdb: '(select count(*) from range(10000000) as a, range(10000000) as b where a.range * b.range % 7 = 3) > 0',
};

const unsound: readonly (readonly [step: string, code: ErrorCode])[] = [
  ['{id: s, anomaly: null-spike, table: custmers, column: email}', 'UNKNOWN_TABLE'],
  ['{id: s, anomaly: null-spike, table: germans, column: email}', 'UNSUITABLE_TABLE'],
  ['{id: s, anomaly: null-spike, table: customers, column: emial}', 'UNKNOWN_COLUMN'],
  ['{id: s, anomaly: outlier, table: customers, column: name}', 'UNSUITABLE_COLUMN'],
  ['{id: s, anomaly: null-spike, table: customers, column: name}', 'UNSUITABLE_COLUMN'],
  ['{id: s, anomaly: null-spike, table: visits, column: page, during: all}', 'NO_KEY'],
  ['{id: s, anomaly: null-spike, table: visits, column: page, during: {last: 2 days}}', 'NO_TIME_COLUMN'],
  [`{id: s, anomaly: null-spike, table: customers, column: email, where: "country = = 'DE'"}`, 'INVALID_WHERE'],
  [`{id: s, anomaly: null-spike, table: customers, column: email, where: "cuntry = 'DE'"}`, 'INVALID_WHERE'],
  [
    '{id: s, anomaly: null-spike, table: customers, column: email, where: "exists (delete from customers)"}',
    'INVALID_WHERE',
  ],
  [
    '{id: s, anomaly: null-spike, table: customers, column: email, where: "1 = 1; drop table customers"}',
    'UNSAFE_WHERE',
  ],
  ['{id: s, anomaly: null-spike, table: customers, column: email, where: "1 = 1) or (1 = 1"}', 'UNSAFE_WHERE'],
  ['{id: s, anomaly: null-spike, table: customers, column: email, where: "1 = 1 -- and"}', 'UNSAFE_WHERE'],
];

describe.each(testEngines)('bad input on $name', (engine) => {
  let shop: Shop;
  let before: string;

  beforeAll(async () => {
    shop = await openShop(await engine.createDatabase());
    await shop.sql(
      `create view germans as select * from customers where country = 'DE'`,
      'create table visits (page varchar(20), seconds integer)',
      `insert into visits select 'home', 1 from customers`,
    );
    before = await shop.checksum();
  });
  afterEach(async () => {
    expect(await shop.checksum(), 'nothing was changed').toBe(before);
    await shop.shell.remove('scenarios');
    await shop.shell.write('faultline.yaml', projectFile());
  });
  afterAll(() => shop.close());

  const apply = (exitCode: number, problems: readonly Refusal[], ...words: readonly string[]) =>
    refused(shop, exitCode, problems, 'apply', '--auto-approve', ...words);
  const write = (name: string, step: string, head?: string) =>
    shop.shell.write(`scenarios/${name}.yaml`, scenarioFile(name, [step], head));

  it('tells at once everything that does not suit the database, each at its place', async () => {
    const expected: Refusal[] = [];
    for (const [index, [step, code]] of unsound.entries()) {
      const name = `broken-${String(index).padStart(2, '0')}`;
      await write(name, step);
      expected.push([code, `scenarios/${name}.yaml:6`]);
    }
    const said = await apply(3, expected);
    expect(said).toContain('Did you mean "customers"?');
    expect(said).toContain('Did you mean "email"?');
  });

  it('warns of a where that matches nothing, and of a time without rows', async () => {
    await write(
      'nobody',
      `{id: nobody, anomaly: null-spike, table: customers, column: email, where: "country = 'XX'"}`,
    );
    await write(
      'long-ago',
      '{id: long-ago, anomaly: null-spike, table: orders, column: status, during: {from: 1990-01-01, to: 1990-02-01}}',
    );
    const plan = await documentOf(shop.shell, 0, 'plan');
    for (const index of [0, 1]) {
      const step = at(plan, 'targets', 0, 'actions', index, 'steps', 0);
      expect([at(step, 'frozen', 'rows'), at(step, 'warnings', 0)]).toEqual([
        0,
        expect.stringMatching(/^no row matches.*nothing to change/u),
      ]);
    }
  });

  it('stops a where that never ends, at its step', async () => {
    await shop.shell.write('faultline.yaml', projectFile('environment: test\nlimits: {statement: 1 second}'));
    await write(
      'endless',
      `{id: s, anomaly: null-spike, table: customers, column: email, where: "${endless[engine.name]}"}`,
    );
    expect(await apply(1, [['STATEMENT_TIMEOUT', 'scenarios/endless.yaml:6']])).toContain('longer than 1 second');
  });

  it('holds a run against limits and protected tables', async () => {
    await shop.shell.write('faultline.yaml', projectFile('environment: test\nlimits: {rows: 39}\nprotect: [orders]'));
    await write('too-many', lostEmails);
    await write('too-precious', '{id: status, anomaly: null-spike, table: orders, column: status}');
    expect(
      await apply(3, [
        ['LIMIT_EXCEEDED', 'scenarios/too-many.yaml:1'],
        ['PROTECTED_TABLE', 'scenarios/too-precious.yaml:6'],
      ]),
    ).toContain('40 rows, the limit is 39');
  });

  it('touches no ledger that a newer version wrote', async () => {
    await write('emails', lostEmails);
    expect((await shop.shell.faultline('apply', '--auto-approve')).code).toBe(0);
    expect((await shop.shell.faultline('rollback', '--all')).code).toBe(0);
    await shop.sql('update faultline.ledger set version = 99');
    for (const words of [['status'], ['plan'], ['rollback', '--all'], ['recover']])
      await refused(shop, 1, [['LEDGER_TOO_NEW']], ...words);
    await shop.sql('update faultline.ledger set version = 1');
  });
});
