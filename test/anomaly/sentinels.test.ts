import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import disguisedMissing from '../../src/anomaly/quality/disguised-missing.ts';
import emptyString from '../../src/anomaly/quality/empty-string.ts';
import { typeFacts } from '../../src/engine/mysql/types.ts';
import type { RowContext } from '../../src/model/anomaly-context.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { strike } from './strike.ts';

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test('empty-string empties every text that is not empty yet', async () => {
    const values = ['Ada', '', ' ', null, 'ß'];
    const { after } = await strike(connection, emptyString, { type: 'varchar(10)', values });
    expect(after).toEqual(['', undefined, '', undefined, '']);
    const padded = await strike(connection, emptyString, { type: 'char(4)', values: ['Ada', null] });
    expect(padded.after.map((text) => text?.trim())).toEqual(['', undefined]);
  });

  test.each([
    ['varchar(3)', ['Ada', 'N/A', '', null], 'N/A'],
    ['integer', ['1', '-999', '0', null], '-999'],
    ['decimal(6, 2)', ['1.50', '-999.00', null], '-999.00'],
    ['double precision', ['0.5', '-999', null], '-999'],
    ['date', ['2024-02-29', '1900-01-01', null], '1900-01-01'],
    ['timestamp', ['2024-02-29 12:00:00', '1900-01-01 00:00:00', null], '1900-01-01 00:00:00'],
    ['timestamp with time zone', ['2024-02-29 12:00:00+00', '1900-01-01 00:00:00+00', null], '1900-01-01 00:00:00+00'],
  ] as const)(
    'disguised-missing puts into %s a value that suits it, where it is another one',
    async (type, values, sentinel) => {
      const { after } = await strike(connection, disguisedMissing, { type, values });
      expect(after).toEqual(values.map((value) => (value === null || value === sentinel ? undefined : sentinel)));
    },
  );

  test.each([
    ['varchar(10)', 'unknown', ['Ada'], 'unknown'],
    ['decimal(6, 2)', -99.5, ['1.00'], '-99.50'],
    ['date', '9999-12-31', ['2024-01-01'], '9999-12-31'],
    ['timestamp', '1970-01-01 01:30:00.25+01', ['2024-01-01 10:00:00'], '1970-01-01 00:30:00.25'],
    ['timestamp with time zone', '1970-01-01 00:00:00', ['2024-01-01 10:00:00+00'], '1970-01-01 00:00:00+00'],
    ['timestamp', '1970-01-01', ['2024-01-01 10:00:00'], '1970-01-01 00:00:00'],
  ])('disguised-missing puts into %s the sentinel %s of the step', async (type, sentinel, values, expected) => {
    const { after } = await strike(connection, disguisedMissing, { type, values, with: { sentinel } });
    expect(after).toEqual([expected]);
  });

  test.each([
    ['smallint', -40_000, 'lies outside of -32768 to 32767'],
    ['integer', 'N/A', 'is no number'],
    ['integer', 1.5, 'has too many digits'],
    ['decimal(6, 2)', 10_000, 'lies outside of -9999.99 to 9999.99'],
    ['decimal(6, 2)', 1.234, 'has too many digits'],
    ['date', 'never', 'is no value of'],
    ['date', '2024-13-01', 'is no value of'],
    ['date', '2023-02-29', 'is no value of'],
  ])('disguised-missing refuses for %s the sentinel %s: it %s', async (type, sentinel, reason) => {
    const values = [type === 'date' ? '2024-01-01' : '1'];
    await expect(strike(connection, disguisedMissing, { type, values, with: { sentinel } })).rejects.toMatchObject({
      code: 'VALUE_OUT_OF_RANGE',
      message: expect.stringContaining(reason),
    });
  });
});

test('disguised-missing refuses a moment that the type of the column does not reach', () => {
  const facts = typeFacts({ written: 'timestamp(6)', charset: undefined, collation: undefined });
  const flags = { isNullable: true, isComputed: false, isIdentity: false, isGenerator: false };
  const table = { name: { schema: 'shop', name: 'orders' } };
  const column = { name: 'seen', ordinal: 1, ...facts, ...flags };
  const context = (sentinel?: string) =>
    ({ table, column, step: { id: 's' }, with: { sentinel } }) as unknown as RowContext;
  expect(() => disguisedMissing.check!(context())).toThrow('comes before 1970-01-01T00:00:01Z, the first moment of');
  expect(() => disguisedMissing.check!(context('2040-01-01'))).toThrow('comes after 2038-01-19T03:14:07Z');
  expect(() => disguisedMissing.check!(context('1970-01-01 00:00:01+00'))).not.toThrow();
});
