import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import categoryCollapse from '../../src/anomaly/quality/category-collapse.ts';
import novelCategory from '../../src/anomaly/quality/novel-category.ts';
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

  test.each([
    ['varchar(20)', ['paid', 'sent', null, 'paid'], 'Misc'],
    ['varchar(20)', ['Other stuff', 'Unassigned'], 'Other'],
    ['varchar(20)', ['Other', 'Misc', 'Unassigned'], 'New'],
    ['varchar(20)', ['other', 'Other ', 'OTHER'], 'Other'],
    ['varchar(1)', ['A', 'X', 'Z'], 'Q'],
    ['varchar(2)', ['DE', 'N2'], 'XX'],
    ['integer', ['1', '2', '99', null], '9'],
    ['smallint', ['1', '200', '99'], '999'],
  ])(
    'novel-category puts into %s with %j the label %s, which the column has never held',
    async (type, values, label) => {
      const { after } = await strike(connection, novelCategory, { type, values });
      expect(after).toEqual(values.map((value) => (value === null ? undefined : label)));
      expect(values).not.toContain(label);
    },
  );

  test('novel-category takes the label of the step', async () => {
    const { after } = await strike(connection, novelCategory, {
      type: 'varchar(20)',
      values: ['paid', null],
      with: { label: 'on hold' },
    });
    expect(after).toEqual(['on hold', undefined]);
  });

  test.each([
    ['varchar(20)', ['paid', 'sent'], 'paid', 'INVALID_VALUE'],
    ['smallint', ['1'], 40_000, 'VALUE_OUT_OF_RANGE'],
    ['integer', ['1'], 'new', 'VALUE_OUT_OF_RANGE'],
  ])('novel-category refuses for %s with %j the label %s', async (type, values, label, code) => {
    await expect(strike(connection, novelCategory, { type, values, with: { label } })).rejects.toMatchObject({ code });
  });

  test('novel-category refuses a column that holds all that it knows', async () => {
    const values = ['X', 'Z', 'Q', '?', '_', 'N2', 'XX', 'ZZ', 'New', 'Misc', 'Other', 'Unassigned'];
    await expect(strike(connection, novelCategory, { type: 'varchar(20)', values })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      hint: expect.stringContaining('with: {label: …}'),
    });
  });

  test('category-collapse makes the first half of the labels one', async () => {
    const values = ['air', 'bus', 'car', 'ferry', 'train', null, 'bus', 'Air'];
    const { after } = await strike(connection, categoryCollapse, { type: 'varchar(10)', values });
    expect(after).toEqual(['Air', 'Air', undefined, undefined, undefined, undefined, 'Air', undefined]);
    const two = await strike(connection, categoryCollapse, { type: 'varchar(10)', values: ['a', 'b', 'b'] });
    expect(two.after).toEqual([undefined, 'a', 'a']);
  });

  test('category-collapse makes the labels of the step one, be they texts, numbers or truths', async () => {
    const values = ['DE', 'AT', 'CH', 'FR', null];
    const { after } = await strike(connection, categoryCollapse, {
      type: 'varchar(10)',
      values,
      with: { labels: ['AT', 'CH'], into: 'DE' },
    });
    expect(after).toEqual([undefined, 'DE', 'DE', undefined, undefined]);
    const stars = await strike(connection, categoryCollapse, {
      type: 'integer',
      values: ['1', '2', '10'],
      with: { labels: [10, 2] },
    });
    expect(stars.after).toEqual([undefined, '10', undefined]);
    const truths = await strike(connection, categoryCollapse, { type: 'boolean', values: ['true', 'false', null] });
    expect(truths.after).toEqual(['false', undefined, undefined]);
  });

  test('category-collapse refuses labels that are not there, and a column with none to collapse', async () => {
    const collapse = (values: readonly (string | null)[], parameters = {}) =>
      strike(connection, categoryCollapse, { type: 'varchar(10)', values, with: parameters });
    await expect(collapse(['a', 'b'], { labels: ['a', 'c'] })).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    await expect(collapse(['a', 'b'], { into: 'c' })).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    await expect(collapse(['a', 'a'])).rejects.toMatchObject({ code: 'UNSUITABLE_COLUMN' });
    await expect(collapse(['a', 'b'], { labels: ['a'], into: 'a' })).rejects.toMatchObject({
      code: 'UNSUITABLE_COLUMN',
    });
    expect((await collapse([null])).after).toEqual([undefined]);
  });
});
