import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import categorySwap from '../../src/anomaly/quality/category-swap.ts';
import type { Connection } from '../../src/model/engine.ts';
import { sql } from '../../src/sql/sql.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { drawFor, strike } from './strike.ts';

function expected(values: readonly (string | null)[]): (string | undefined)[] {
  const labels = [...new Set(values.filter((value) => value !== null))].toSorted((left, right) =>
    Buffer.compare(Buffer.from(left), Buffer.from(right)),
  );
  return values.map((own, index) => {
    if (own === null) return undefined;
    const drawn = labels[drawFor(index + 1, 'value', labels.length - 1)];
    return drawn === own ? labels.at(-1) : drawn;
  });
}

describe.each(testEngines)('category-swap on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test('gives every row another one of the labels, case and blanks told apart', async () => {
    const values = ['new', 'paid', 'sent', 'Paid', 'paid ', '', 'zurück', 'new', null, 'paid', 'sent', 'new'];
    const { after } = await strike(connection, categorySwap, { type: 'varchar(20)', values });
    expect(after).toEqual(expected(values));
    for (const [index, value] of after.entries()) expect(value).not.toBe(values[index]);
  });

  test('takes booleans and whole numbers for labels', async () => {
    const answers = await strike(connection, categorySwap, {
      type: 'boolean',
      values: ['true', 'false', null, 'true'],
    });
    expect(answers.after).toEqual(['false', 'true', undefined, 'false']);
    const stars = ['1', '5', '10', '2', '1', null];
    const { after } = await strike(connection, categorySwap, { type: 'smallint', values: stars });
    expect(after).toEqual(expected(stars));
  });

  test('takes the labels of an enum that the column holds', async () => {
    const values = ['open', 'closed', 'open', 'on hold'];
    await connection.execute(sql`create type ticket_state as enum ('open', 'closed', 'on hold', 'unused')`);
    try {
      const { after } = await strike(connection, categorySwap, { type: 'ticket_state', values });
      expect(after).toEqual(expected(values));
    } finally {
      await connection.execute(sql`drop type ticket_state`);
    }
  });

  test('draws the other labels evenly', { timeout: 60_000 }, async () => {
    const values = Array.from({ length: 600 }, (_, index) => ['bike', 'bus', 'car', 'train'][index % 4] ?? null);
    const { after } = await strike(connection, categorySwap, { type: 'varchar', values });
    expect(after).toEqual(expected(values));
    for (const label of ['bike', 'bus', 'car', 'train']) {
      const count = after.filter((value, index) => values[index] === 'bike' && value === label).length;
      if (label === 'bike') expect(count).toBe(0);
      else expect(Math.abs(count - 50)).toBeLessThan(20);
    }
  });

  test('finds its way through many labels', { timeout: 60_000 }, async () => {
    const values = Array.from({ length: 200 }, (_, index) => `SKU ${index}`);
    const { after } = await strike(connection, categorySwap, { type: 'varchar', values });
    expect(after).toEqual(expected(values));
  });

  test('lets two labels trade places and leaves the others alone', async () => {
    const values = ['DE', 'AT', 'CH', 'DE', null];
    const { after } = await strike(connection, categorySwap, {
      type: 'varchar',
      values,
      with: { between: ['DE', 'AT'] },
    });
    expect(after).toEqual(['AT', 'DE', undefined, 'AT', undefined]);
    const stars = await strike(connection, categorySwap, {
      type: 'integer',
      values: ['1', '2', '3'],
      with: { between: [3, 1] },
    });
    expect(stars.after).toEqual(['3', undefined, '1']);
  });

  test('refuses a label that the column does not hold, and names the nearest', async () => {
    const options = { type: 'varchar', values: ['paid', 'sent'], with: { between: ['paid', 'snet'] } };
    await expect(strike(connection, categorySwap, options)).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      hint: expect.stringMatching(/^Write one of its labels(?!.*sent)/),
    });
  });

  test('refuses a column with one label, and has nothing to do in one without any', async () => {
    await expect(strike(connection, categorySwap, { type: 'varchar', values: ['paid', null] })).rejects.toMatchObject({
      code: 'UNSUITABLE_COLUMN',
      message: expect.stringMatching(/struck\.value has only one label, there is none to swap it with$/),
    });
    const { after } = await strike(connection, categorySwap, { type: 'varchar', values: [null] });
    expect(after).toEqual([undefined]);
  });
});
