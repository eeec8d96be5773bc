import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import formatChange from '../../src/anomaly/quality/format-change.ts';
import { datePatterns, phonePatterns } from '../../src/anomaly/text-convention.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { strike } from './strike.ts';

/** A pattern filled with digits, a field at a time. */
function written(pattern: string, fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields).reduce(
    (text, [letter, digits]) => text.replace(letter.repeat(digits.length), digits),
    pattern,
  );
}

const date = { Y: '2024', M: '02', D: '29' };
const phone = { A: '415', E: '555', N: '0132' };
const pairs = [
  ...datePatterns.flatMap((from) => datePatterns.map((to) => ({ from, to, fields: date }))),
  ...phonePatterns.flatMap((from) => phonePatterns.map((to) => ({ from, to, fields: phone }))),
].filter(({ from, to }) => from !== to);

describe.each(testEngines)('format-change on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  const change = (values: readonly (string | null)[], parameters = {}, type = 'varchar') =>
    strike(connection, formatChange, { type, values, with: parameters });

  test('writes every convention in every other one of its kind', { timeout: 60_000 }, async () => {
    for (const { from, to, fields } of pairs) {
      const { after } = await change([written(from, fields)], { from, to });
      expect([from, to, ...after]).toEqual([from, to, written(to, fields)]);
    }
  });

  test('takes texts of the old convention only', async () => {
    const values = [
      '2024-02-29',
      '2024-2-29',
      '2024-13-01',
      '2024-00-10',
      '2024-01-32',
      '0024-01-01',
      ' 2024-01-01',
      '2024-01-01x',
      '',
      null,
      '٢٠٢٤-٠١-٠١',
    ];
    const { after } = await change(values, { from: 'YYYY-MM-DD', to: 'DD.MM.YYYY' });
    expect(after).toEqual(['29.02.2024', ...values.slice(1).map(() => undefined)]);
  });

  test('keeps a time behind the date', async () => {
    const values = ['2024-02-29 23:59:59.123', '2024-02-29T07:00Z', '2024-02-29 noon', '2024-02-29  07:00'];
    const { after } = await change(values);
    expect(after).toEqual(['29/02/2024 23:59:59.123', '29/02/2024T07:00Z', undefined, undefined]);
  });

  test('finds the convention that most texts have', async () => {
    const { after } = await change(['2024-02-29', '2024-03-01', '01.04.2024', 'unknown', null]);
    expect(after).toEqual(['29/02/2024', '01/03/2024', undefined, undefined, undefined]);
    const phones = await change(['(415) 555-0132', '(212) 555-0199', '415-555-0132']);
    expect(phones.after).toEqual(['415-555-0132', '212-555-0199', undefined]);
  });

  test('tells day and month apart by the days that no month can be', async () => {
    const { after } = await change(['04/05/2024', '12/25/2024', '06/06/2024', '01/02/2024']);
    expect(after).toEqual(['05/04/2024', '25/12/2024', undefined, '02/01/2024']);
    const european = await change(['04-05-2024', '25-12-2024', null]);
    expect(european.after).toEqual(['2024-05-04', '2024-12-25', undefined]);
  });

  test('says so where day and month cannot be told apart', async () => {
    await expect(change(['04/05/2024', '06/07/2024'])).rejects.toMatchObject({
      code: 'UNSUITABLE_COLUMN',
      message: expect.stringMatching(/can be read as DD\/MM\/YYYY and as MM\/DD\/YYYY alike$/),
      hint: 'Say which: with: {from: DD/MM/YYYY}.',
    });
    const { after } = await change(['04/05/2024'], { from: 'DD/MM/YYYY' });
    expect(after).toEqual(['05/04/2024']);
  });

  test('takes ten digits for a phone number only where they begin as one', async () => {
    const { after } = await change(['4155550132', '1700000000', '0155550132', '4150550132'], { from: 'AAAEEENNNN' });
    expect(after).toEqual(['415-555-0132', undefined, undefined, undefined]);
  });

  test('refuses texts of no known convention, and has nothing to do where there is no text', async () => {
    await expect(change(['Ada', 'Grace'])).rejects.toMatchObject({
      code: 'UNSUITABLE_COLUMN',
      message: expect.stringMatching(/holds neither dates nor phone numbers of a known convention$/),
    });
    const { after } = await change([null]);
    expect(after).toEqual([undefined]);
  });

  test('refuses a date for a phone number, and a convention for itself', async () => {
    await expect(change(['2024-02-29'], { to: 'AAA-EEE-NNNN' })).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    await expect(change(['2024-02-29'], { to: 'YYYY-MM-DD' })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      hint: 'Write for example with: {to: DD/MM/YYYY}.',
    });
  });

  test('refuses a column that is too short, and leaves alone the texts that would not fit', async () => {
    const { after, column } = await change(['20240229', '20240229 07:00'], { from: 'YYYYMMDD' }, 'varchar(14)');
    const isBounded = column.length !== undefined;
    expect(after).toEqual(['2024-02-29', isBounded ? undefined : '2024-02-29 07:00']);
    if (!isBounded) return;
    await expect(change(['20240229'], {}, 'varchar(8)')).rejects.toMatchObject({
      code: 'UNSUITABLE_COLUMN',
      hint: 'Choose a shorter convention for with.to.',
    });
  });
});
