import { Big } from 'big.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import precisionLoss from '../../src/anomaly/quality/precision-loss.ts';
import signFlip from '../../src/anomaly/quality/sign-flip.ts';
import stuckValue from '../../src/anomaly/quality/stuck-value.ts';
import wrongUnit from '../../src/anomaly/quality/wrong-unit.ts';
import zeroSpike from '../../src/anomaly/quality/zero-spike.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { strike } from './strike.ts';

const amounts = ['19.99', '-5.00', '0.00', '0.01', '-0.05', '1234.50', null];

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test('zero-spike makes every number 0 that is not', async () => {
    const { after } = await strike(connection, zeroSpike, { type: 'decimal(12,2)', values: amounts });
    expect(after).toEqual(['0.00', '0.00', undefined, '0.00', '0.00', '0.00', undefined]);
    const floats = await strike(connection, zeroSpike, { type: 'double precision', values: ['1.5', '-0', '0', 'NaN'] });
    expect(floats.after).toEqual(['0', undefined, undefined, '0']);
  });

  test('sign-flip turns every number other than 0 round', async () => {
    const { after } = await strike(connection, signFlip, { type: 'decimal(12,2)', values: amounts });
    expect(after).toEqual(['-19.99', '5.00', undefined, '-0.01', '0.05', '-1234.50', undefined]);
    const values = ['1.5', '-1e300', '0', '-0', 'NaN', 'Infinity'];
    const floats = await strike(connection, signFlip, { type: 'double precision', values });
    expect(floats.after).toEqual(['-1.5', '1e+300', undefined, undefined, undefined, undefined]);
  });

  test('sign-flip leaves the one whole number alone that has no opposite', async () => {
    const values = ['-32768', '-32767', '32767', '1'];
    const { after } = await strike(connection, signFlip, { type: 'smallint', values });
    expect(after).toEqual([undefined, '32767', '-32767', '-1']);
  });

  test.each(['1000', '0.01', '0.3048', '1'])('wrong-unit multiplies by %s, exactly', async (amplitude) => {
    const values = [...amounts, '99999.99'];
    const { after } = await strike(connection, wrongUnit, { type: 'decimal(14,2)', values, amplitude });
    const expected = values.map((value) => {
      if (value === null) return undefined;
      const other = new Big(value).times(amplitude).round(2, 1);
      return other.eq(value) ? undefined : other.toFixed(2);
    });
    expect(after).toEqual(expected);
  });

  test('wrong-unit refuses what the type does not hold, and names the largest factor that fits', async () => {
    const struck = { type: 'smallint', values: ['120', '-3'] };
    await expect(strike(connection, wrongUnit, struck)).rejects.toMatchObject({
      code: 'VALUE_OUT_OF_RANGE',
      hint: 'Lower the amplitude to x273.',
    });
    const { after } = await strike(connection, wrongUnit, { ...struck, amplitude: '273' });
    expect(after).toEqual(['32760', '-819']);
  });

  test.each(['0', '1', '-1', '-3'])(
    'precision-loss leaves %s digits, rounded half away from zero',
    async (amplitude) => {
      const values = [...amounts, '0.50', '-0.50', '1.25', '-1.25', '15.00', '500.00', '-499.99'];
      const { after } = await strike(connection, precisionLoss, { type: 'decimal(12,2)', values, amplitude });
      const expected = values.map((value) => {
        if (value === null) return undefined;
        const rounded = new Big(value).round(Number(amplitude), 1);
        return rounded.eq(value) ? undefined : rounded.toFixed(2);
      });
      expect(after).toEqual(expected);
    },
  );

  test('precision-loss rounds doubles alike, and leaves alone what has no such digits', async () => {
    const values = ['2.5', '-2.5', '0.3', '-0.3', '1e300', '4503599627370497', 'NaN', '-Infinity', '7'];
    const { after } = await strike(connection, precisionLoss, { type: 'double precision', values });
    expect(after).toEqual(['3', '-3', '0', '0', ...Array.from({ length: 5 }, () => undefined)]);
    const tenths = { type: 'double precision', values: ['0.15', '-1234.5678', '0.1'], amplitude: '1' };
    expect((await strike(connection, precisionLoss, tenths)).after).toEqual(['0.2', '-1234.6', undefined]);
    const hundreds = { type: 'real', values: ['149.5', '-150', '0.25'], amplitude: '-2' };
    expect((await strike(connection, precisionLoss, hundreds)).after).toEqual(['100', '-200', '0']);
  });

  test('precision-loss changes nothing where the digits are there, and refuses to leave the range of the type', async () => {
    const struck = { type: 'decimal(5,2)', values: ['999.99', '1.25'] };
    const { after } = await strike(connection, precisionLoss, { ...struck, amplitude: '2' });
    expect(after).toEqual([undefined, undefined]);
    await expect(strike(connection, precisionLoss, { ...struck, amplitude: '1' })).rejects.toMatchObject({
      code: 'VALUE_OUT_OF_RANGE',
      message: expect.stringContaining('would reach 1000'),
    });
  });

  test('stuck-value makes all numbers the median, or the value that the step states', async () => {
    const { after } = await strike(connection, stuckValue, { type: 'decimal(12,2)', values: amounts });
    expect(after).toEqual(['0.00', '0.00', undefined, '0.00', '0.00', '0.00', undefined]);
    const stated = { type: 'decimal(12,2)', values: amounts, with: { value: 19.99 } };
    expect((await strike(connection, stuckValue, stated)).after).toEqual([
      undefined,
      ...Array.from({ length: 5 }, () => '19.99'),
      undefined,
    ]);
    await expect(
      strike(connection, stuckValue, { type: 'smallint', values: ['1'], with: { value: 40000 } }),
    ).rejects.toMatchObject({ code: 'VALUE_OUT_OF_RANGE', hint: 'Choose another value for with.value.' });
  });

  test('stuck-value ends with its window', async () => {
    const time = { days: [0, 1, 2, 3], window: 3, shape: 'step' } as const;
    const { after } = await strike(connection, stuckValue, { type: 'integer', values: ['1', '2', '3', '4'], time });
    expect(after).toEqual(['2', undefined, '2', undefined]);
  });

  test.each([zeroSpike, signFlip, wrongUnit, stuckValue])(
    '$id has nothing to do in an empty column',
    async (anomaly) => {
      if (anomaly.effect !== 'update') throw new Error('not an update');
      const { after } = await strike(connection, anomaly, { type: 'integer', values: [null, null] });
      expect(after).toEqual([undefined, undefined]);
    },
  );
});
