import { Big } from 'big.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import levelShift from '../../src/anomaly/business/level-shift.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { strike } from './strike.ts';

/** Exact, rounded half away from zero. */
function shifted(value: string | null, percent: string, scale: number): string | undefined {
  if (value === null) return undefined;
  const after = new Big(value).times(new Big(percent).div(100).plus(1)).round(scale, 1);
  return after.eq(value) ? undefined : after.toFixed(scale);
}

describe.each(testEngines)('level-shift on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test.each(['30', '-30', '12.5', '-100', '1000', '0.1'])(
    'moves whole numbers by %s percent, rounded half away from zero',
    async (amplitude) => {
      const values = ['0', '1', '2', '5', '-5', '4', '12', '1000000007', '-2147483', null];
      const { after } = await strike(connection, levelShift, { type: 'bigint', values, amplitude });
      expect(after).toEqual(values.map((value) => shifted(value, amplitude, 0)));
    },
  );

  test('keeps the digits of a decimal, however many there are', async () => {
    const values = ['19.99', '-0.05', '0.01', '0.00', '99999999.99', null];
    const { after } = await strike(connection, levelShift, { type: 'decimal(12,2)', values, amplitude: '33.3' });
    expect(after).toEqual(values.map((value) => shifted(value, '33.3', 2)));
    const wide = ['123456789012345678901234.567891', '0.000001', '-1.5'];
    const exact = await strike(connection, levelShift, { type: 'decimal(38,6)', values: wide, amplitude: '12.5' });
    expect(exact.after).toEqual(wide.map((value) => shifted(value, '12.5', 6)));
  });

  test('multiplies large decimals by factors with many digits', async () => {
    const values = ['1234567890123.45', '-9876543210987.65'];
    const { after } = await strike(connection, levelShift, { type: 'decimal(18,2)', values, amplitude: '33.333333' });
    expect(after).toEqual(values.map((value) => shifted(value, '33.333333', 2)));
  });

  test('multiplies doubles as they are, and leaves zero, NaN and infinities alone', async () => {
    const values = ['1.1', '-2.5', '0', '-0', '1e300', 'NaN', 'Infinity', null];
    const { after } = await strike(connection, levelShift, { type: 'double precision', values });
    const numbers = after.map((value) => (value === undefined ? undefined : Number(value)));
    const none = undefined;
    expect(numbers).toEqual([1.1 * 1.3, -2.5 * 1.3, none, none, 1e300 * 1.3, none, none, none]);
  });

  test('rounds to single precision only at the end', async () => {
    const values = ['1.1', '0.1', '16777216'];
    const { after } = await strike(connection, levelShift, { type: 'real', values });
    const expected = values.map((value) => Math.fround(Math.fround(Number(value)) * 1.3));
    expect(after.map((value) => Math.fround(Number(value)))).toEqual(expected);
  });

  test('adds no digits to a decimal but those of the product where the type leaves them open', async () => {
    const { after, column } = await strike(connection, levelShift, {
      type: 'numeric',
      values: ['12.5', '0.000', '-3'],
    });
    const isOpen = column.scale === undefined;
    expect(after).toEqual(isOpen ? ['16.25', undefined, '-3.9'] : ['16.250', undefined, '-3.900']);
  });

  test('brings doubles to a zero without a sign', async () => {
    const { after } = await strike(connection, levelShift, {
      type: 'double precision',
      values: ['2.5', '-2.5'],
      amplitude: '-100',
    });
    expect(after).toEqual(['0', '0']);
  });

  test('follows the shape through the window', async () => {
    const days = [0, 1, 5, 9, 10, 20];
    const values = days.map(() => '1000');
    const { after } = await strike(connection, levelShift, {
      type: 'integer',
      values,
      time: { days, window: 10, shape: 'ramp' },
    });
    expect(after).toEqual([undefined, '1030', '1150', '1270', undefined, undefined]);
    const fractions = await strike(connection, levelShift, {
      type: 'decimal(10,2)',
      values: days.map(() => '10.00'),
      amplitude: '-12.5',
      time: { days, window: 12, shape: 'ramp' },
    });
    expect(fractions.after).toEqual([undefined, '9.90', '9.48', '9.06', '8.96', undefined]);
  });

  test('refuses a rise that the type does not hold, and names the largest one that fits', async () => {
    await expect(
      strike(connection, levelShift, { type: 'smallint', values: ['20000', '-3'], amplitude: '100' }),
    ).rejects.toMatchObject({
      code: 'VALUE_OUT_OF_RANGE',
      hint: 'Lower the amplitude to 63 %.',
    });
    const { after } = await strike(connection, levelShift, {
      type: 'smallint',
      values: ['20000', '-3'],
      amplitude: '63',
    });
    expect(after).toEqual(['32600', '-5']);
    await expect(
      strike(connection, levelShift, { type: 'decimal(4,2)', values: ['99.99', '1'] }),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/ends at 99\.99$/),
      hint: 'No rise fits: choose a fall, or another column.',
    });
  });

  test('checks both sides of a swinging shape', async () => {
    const time = { days: [0, 1], window: 10, shape: 'oscillating' } as const;
    const values = ['20000', '1'];
    await expect(
      strike(connection, levelShift, { type: 'smallint', values, amplitude: '-100', time }),
    ).rejects.toMatchObject({
      code: 'VALUE_OUT_OF_RANGE',
    });
  });

  test('has nothing to do in an empty column', async () => {
    const { after } = await strike(connection, levelShift, { type: 'integer', values: [null] });
    expect(after).toEqual([undefined]);
  });
});
