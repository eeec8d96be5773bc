import { Big } from 'big.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import distributionShift from '../../src/anomaly/quality/distribution-shift.ts';
import gaussianNoise from '../../src/anomaly/quality/gaussian-noise.ts';
import varianceChange from '../../src/anomaly/quality/variance-change.ts';
import type { Statistics } from '../../src/model/anomaly-context.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { drawFor, strike } from './strike.ts';

const prices = ['19.99', '5.00', '12.50', '7.25', '0.01', '-3.10', null];

function figure(statistics: Statistics, name: string): Big {
  return new Big(String(statistics[name]));
}

/** What a decimal keeps, and undefined where that is no change. */
function kept(value: string | null, after: (value: Big) => Big, scale: number): string | undefined {
  if (value === null) return undefined;
  const rounded = after(new Big(value)).round(scale, 1);
  return rounded.eq(value) ? undefined : rounded.toFixed(scale);
}

/** The sum of twelve draws less six, in millionths. */
function deviateOf(key: number): number {
  const draws = Array.from({ length: 12 }, (_, index) =>
    drawFor(key, index === 0 ? 'value' : `value.${index + 1}`, 1_000_000),
  );
  return draws.reduce((sum, draw) => sum + draw, -6 * 999_999);
}

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test.each(['1', '0.05', '-2.5'])('distribution-shift moves prices by %s standard deviations', async (amplitude) => {
    const struck = { type: 'decimal(12,2)', values: prices, amplitude };
    const { after, statistics } = await strike(connection, distributionShift, struck);
    const distance = figure(statistics, 'sd').times(amplitude);
    expect(after).toEqual(prices.map((value) => kept(value, (number) => number.plus(distance), 2)));
  });

  test('distribution-shift rises with its shape', async () => {
    const days = [0, 1, 5, 9, 10];
    const values = ['10', '20', '30', '40', '50'];
    const time = { days, window: 10, shape: 'ramp' } as const;
    const { after, statistics } = await strike(connection, distributionShift, { type: 'integer', values, time });
    expect(statistics['sd']).toBe('14.1421');
    expect(after).toEqual([undefined, '21', '37', '53', undefined]);
  });

  test('distribution-shift by less than half of a unit changes no whole number', async () => {
    const struck = { type: 'integer', values: ['1', '2', '2', '3'] };
    const small = await strike(connection, distributionShift, { ...struck, amplitude: '0.7' });
    expect(small.after).toEqual([undefined, undefined, undefined, undefined]);
    const { after } = await strike(connection, distributionShift, { ...struck, amplitude: '-0.8' });
    expect(after).toEqual(['0', '1', '1', '2']);
  });

  test.each([
    ['smallint', '100', 'Lower the amplitude to 48.7 sd.'],
    ['decimal(4,0)', '-30', 'Lower the amplitude to -20.2 sd.'],
  ])('distribution-shift refuses to leave the range of %s', async (type, amplitude, hint) => {
    const values = type === 'smallint' ? ['30000', '30109'] : ['0', '988'];
    const refused = strike(connection, distributionShift, { type, values, amplitude });
    await expect(refused).rejects.toMatchObject({ code: 'VALUE_OUT_OF_RANGE', hint });
  });

  test.each(['3', '0.5', '0', '1'])(
    'variance-change multiplies the distance from the mean by %s',
    async (amplitude) => {
      const struck = { type: 'decimal(12,2)', values: prices, amplitude };
      const { after, statistics } = await strike(connection, varianceChange, struck);
      const mean = figure(statistics, 'mean');
      const moved = (number: Big) => number.plus(number.minus(mean).times(new Big(amplitude).minus(1)));
      expect(after).toEqual(prices.map((value) => kept(value, moved, 2)));
    },
  );

  test('gaussian-noise adds a normal deviate to each price', async () => {
    const struck = { type: 'decimal(12,2)', values: prices, amplitude: '0.4' };
    const { after, statistics } = await strike(connection, gaussianNoise, struck);
    const sd = figure(statistics, 'sd').times('0.4');
    const expected = prices.map((value, index) =>
      kept(value, (number) => number.plus(sd.times(deviateOf(index + 1)).div(1_000_000)), 2),
    );
    expect(after).toEqual(expected);
  });

  test('gaussian-noise grows with its shape', async () => {
    const time = { days: [0, 5, 10], window: 10, shape: 'ramp' } as const;
    const values = ['0', '1000', '2000'];
    const { after, statistics } = await strike(connection, gaussianNoise, { type: 'decimal(12,2)', values, time });
    const half = figure(statistics, 'sd').times(Math.trunc(deviateOf(2) / 2));
    expect(after).toEqual([undefined, half.div(1_000_000).plus(1000).round(2, 1).toFixed(2), undefined]);
  });

  test.each([gaussianNoise, distributionShift, varianceChange])(
    '$id computes in doubles, and leaves NaN and infinities alone',
    async (anomaly) => {
      if (anomaly.effect !== 'update') throw new Error('not an update');
      const values = ['1.5', '2.25', '-3', 'NaN', 'Infinity', '-Infinity'];
      const { after } = await strike(connection, anomaly, { type: 'double precision', values });
      expect(after.slice(3)).toEqual([undefined, undefined, undefined]);
      for (const value of after.slice(0, 3)) expect(Math.abs(Number(value))).toBeLessThan(20);
      const numeric = await strike(connection, anomaly, { type: 'numeric', values: values.slice(0, 3) });
      expect(numeric.after).toHaveLength(3);
    },
  );

  test.each([gaussianNoise, distributionShift, varianceChange])(
    '$id refuses a column without spread, and finds nothing in an empty one',
    async (anomaly) => {
      if (anomaly.effect !== 'update') throw new Error('not an update');
      await expect(strike(connection, anomaly, { type: 'integer', values: ['5', '5'] })).rejects.toMatchObject({
        code: 'UNSUITABLE_COLUMN',
        message: expect.stringMatching(/struck\.value has no spread to .*: every value is the same$/),
      });
      const { after } = await strike(connection, anomaly, { type: 'integer', values: [null] });
      expect(after).toEqual([undefined]);
    },
  );

  test.each([gaussianNoise, varianceChange])('$id refuses to leave the range of the type', async (anomaly) => {
    if (anomaly.effect !== 'update') throw new Error('not an update');
    const struck = { type: 'smallint', values: ['-20000', '20000'], amplitude: '3' };
    const refused = strike(connection, anomaly, struck);
    await expect(refused).rejects.toMatchObject({ code: 'VALUE_OUT_OF_RANGE' });
    await expect(refused).rejects.toMatchObject({
      hint: anomaly.id === 'variance-change' ? 'Lower the amplitude to x1.6.' : 'Lower the amplitude to 0.1 sd.',
    });
  });
});
