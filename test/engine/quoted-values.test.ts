import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import { FaultlineError } from '../../src/model/errors.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';

const secret = `O'Hara "Ann"\n555-0199`;
const literal = `'${secret.replaceAll("'", "''")}'`;

describe.each(testEngines)('what $name says about values of rows', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    await run(
      connection,
      'create table customers (id integer primary key, name varchar(40) not null, credit decimal(12, 2), check (credit < 60000))',
      'create table orders (id integer primary key, customer_id integer references customers (id))',
      `insert into customers values (5550199, ${literal}, 55501.98)`,
    );
  });
  afterAll(() => database.drop());

  it.each([
    ['cast(name as integer)', 'VALUE_OUT_OF_RANGE'],
    ['cast(name as date)', 'VALUE_OUT_OF_RANGE'],
    ['cast(name as timestamp)', 'VALUE_OUT_OF_RANGE'],
    ['cast(name as decimal(4, 2))', 'VALUE_OUT_OF_RANGE'],
    ['cast(name as uuid)', 'VALUE_OUT_OF_RANGE'],
    ['cast(name as json)', 'VALUE_OUT_OF_RANGE'],
    ['cast(cast(id as varchar) as smallint)', 'VALUE_OUT_OF_RANGE'],
    ['cast(id as smallint)', 'VALUE_OUT_OF_RANGE'],
    ['cast(credit as decimal(4, 2))', 'VALUE_OUT_OF_RANGE'],
    ['id * 5550199', 'VALUE_OUT_OF_RANGE'],
  ])('keeps them out of a failed select %s', async (expression, code) => {
    await expectWithoutValues(`select ${expression} from customers`, code);
  });

  it.each([
    'insert into customers select id, name, credit from customers',
    'insert into orders select 1, 55501',
    'insert into customers select 1, null, credit from customers',
    'insert into customers select 1, name, credit + 10000 from customers',
  ])('keeps them out of a violated constraint: %s', async (statement) => {
    await expectWithoutValues(statement, 'CONSTRAINT_VIOLATION');
  });

  it('names what the user misspelt', async () => {
    await expect(run(connection, 'select nmae from customers')).rejects.toThrow(/"nmae"/);
  });

  async function expectWithoutValues(statement: string, code: string): Promise<void> {
    const error = await run(connection, statement).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (!(error instanceof FaultlineError)) throw new Error(`not refused: ${statement}`);
    expect(error.code).toBe(code);
    for (const told of [error.message, error.hint ?? '', error.stack ?? '', String(error.cause ?? '')])
      expect(told).not.toMatch(/Hara|Ann|555/);
  }
});
