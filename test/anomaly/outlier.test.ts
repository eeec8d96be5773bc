import { Big } from 'big.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lowerTail, upperTail, type Tail } from '../../src/anomaly/outlying-tail.ts';
import outlier from '../../src/anomaly/quality/outlier.ts';
import type { Statistics } from '../../src/model/anomaly-context.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { drawFor, strike } from './strike.ts';

const quantities = ['1', '2', '2', '3', '3', '3', '4', '4', '5', null, '40'];

/** What the definition says, computed row by row. */
function oracle(
  statistics: Statistics,
  scale: number | undefined,
  amplitude: string,
  key: number,
  direction = 'both',
): Big {
  const figure = (name: string) => new Big(String(statistics[name]));
  const baseline = { mean: figure('mean'), sd: figure('sd'), q1: figure('q1'), q3: figure('q3'), scale };
  const on = (tail: Tail) => tail.start.plus(tail.step.times(drawFor(key, 'value', tail.count)));
  const isUp = direction === 'both' ? drawFor(key, 'value.2', 2) === 0 : direction === 'up';
  return on(isUp ? upperTail(baseline, new Big(amplitude)) : lowerTail(baseline, new Big(amplitude)));
}

describe.each(testEngines)('outlier on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test('puts every quantity at eight standard deviations or more, above or below, and leaves NULL alone', async () => {
    const { after, statistics } = await strike(connection, outlier, { type: 'integer', values: quantities });
    expect(statistics).toEqual({ mean: '6.7', sd: '11.1539', q1: '2', q3: '4' });
    for (const [index, value] of after.entries()) {
      const expected = quantities[index] === null ? undefined : oracle(statistics, 0, '8', index + 1).toFixed();
      expect(value).toBe(expected);
    }
  });

  test.each(['up', 'down'] as const)('goes %s only, where the step says so', async (direction) => {
    const { after, statistics } = await strike(connection, outlier, {
      type: 'bigint',
      values: quantities,
      with: { direction },
    });
    const expected = quantities.map((value, index) =>
      value === null ? undefined : oracle(statistics, 0, '8', index + 1, direction).toFixed(),
    );
    expect(after).toEqual(expected);
  });

  test('keeps the two digits of money behind the point', async () => {
    const values = ['19.99', '5.00', '12.50', '7.25', '0.01', null];
    const { after, statistics } = await strike(connection, outlier, {
      type: 'decimal(12,2)',
      values,
      amplitude: '12.5',
    });
    const expected = values.map((value, index) =>
      value === null ? undefined : oracle(statistics, 2, '12.5', index + 1).toFixed(2),
    );
    expect(after).toEqual(expected);
  });

  test('computes in doubles for measurements, and in six digits of statistics for very large and very small ones', async () => {
    for (const unit of [1, 1e-9, 1e12]) {
      const values = [1.5, 2.25, -3, 0, 12].map((value) => String(value * unit));
      const { after, statistics } = await strike(connection, outlier, { type: 'double precision', values });
      for (const [index, value] of after.entries()) {
        const expected = oracle(statistics, undefined, '8', index + 1).toNumber();
        expect(Math.abs(Number(value) / expected - 1)).toBeLessThan(1e-14);
      }
    }
  });

  test('fills single precision, and decimals whose type leaves the digits open', async () => {
    for (const type of ['real', 'numeric']) {
      const values = ['1.5', '2.25', '-3', '0', '12'];
      const { after, statistics, column } = await strike(connection, outlier, { type, values });
      const scale = type === 'real' ? undefined : column.scale;
      const expected = values.map((_, index) => Math.fround(oracle(statistics, scale, '8', index + 1).toNumber()));
      expect(after.map((value) => Math.fround(Number(value)))).toEqual(expected);
    }
  });

  test('is not misled by NaN and infinities', async () => {
    const values = ['1', '2', '3', '4', 'NaN', 'Infinity', '-Infinity'];
    const { after, statistics } = await strike(connection, outlier, { type: 'double precision', values });
    expect(statistics).toMatchObject({ mean: '2.5', sd: '1.11803' });
    expect(after.every((value) => Math.abs(Number(value)) < 100)).toBe(true);
  });

  test('counts a row that holds the outlying value already as no change', async () => {
    const shared = { type: 'integer', with: { direction: 'up' }, amplitude: '0.1' };
    const values = ['3', '3', '3', '3', '3', '3', '4'];
    const { after, statistics } = await strike(connection, outlier, { ...shared, values });
    const outlying = oracle(statistics, 0, '0.1', 7, 'up').toFixed();
    expect(outlying).toBe('4');
    expect(after).toEqual(['4', '4', '4', '4', '4', '4', undefined]);
  });

  test('has nothing to do in an empty column', async () => {
    const { after } = await strike(connection, outlier, { type: 'integer', values: [null, null] });
    expect(after).toEqual([undefined, undefined]);
  });

  test('refuses a column without spread', async () => {
    const tenths = Array.from({ length: 11 }, () => '0.1');
    await expect(strike(connection, outlier, { type: 'double precision', values: tenths })).rejects.toMatchObject({
      code: 'UNSUITABLE_COLUMN',
    });
    await expect(strike(connection, outlier, { type: 'integer', values: ['5', '5'] })).rejects.toMatchObject({
      code: 'UNSUITABLE_COLUMN',
      message: expect.stringMatching(/struck\.value has no spread to be outside of: every value is the same$/),
    });
  });

  test('refuses values that the type does not hold, and names the largest amplitude that fits', async () => {
    const values = ['0', '10000', '20000', '30000'];
    await expect(
      strike(connection, outlier, { type: 'smallint', values, with: { direction: 'up' } }),
    ).rejects.toMatchObject({
      code: 'VALUE_OUT_OF_RANGE',
      hint: 'No amplitude fits: choose another direction or another column.',
    });
    const narrow = ['100', '110', '120', '130'];
    const refused = strike(connection, outlier, { type: 'smallint', values: narrow, amplitude: '5000' });
    await expect(refused).rejects.toMatchObject({
      message: expect.stringMatching(/would reach 69992, but .*struck\.value \(smallint\) ends at 32767$/i),
      hint: 'Lower the amplitude to 2336.3 sd.',
    });
    const { after } = await strike(connection, outlier, { type: 'smallint', values: narrow, amplitude: '2336.3' });
    expect(after.every((value) => Math.abs(Number(value)) <= 32767)).toBe(true);
    await expect(
      strike(connection, outlier, { type: 'decimal(5,2)', values: narrow, amplitude: '90' }),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/ends at 999\.99$/),
    });
  });
});
