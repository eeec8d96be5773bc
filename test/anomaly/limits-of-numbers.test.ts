import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import thresholdClustering from '../../src/anomaly/business/threshold-clustering.ts';
import outOfRange from '../../src/anomaly/quality/out-of-range.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { drawFor, strike } from './strike.ts';

const ratings = ['1', '2', '3', '4', '5', '5', '4', null];

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test('out-of-range goes a quarter of the width beyond what was observed, on either side', async () => {
    const values = ['0', '40', '100', '7', '55', '12', null];
    const { after } = await strike(connection, outOfRange, { type: 'integer', values });
    const expected = values.map((value, index) => {
      const distance = 1 + drawFor(index + 1, 'value', 26);
      if (value === null) return undefined;
      return String(drawFor(index + 1, 'value.2', 2) === 0 ? 100 + distance : -distance);
    });
    expect(after).toEqual(expected);
  });

  test('out-of-range stays clear of every value, however many digits it has', async () => {
    const values = ['1234567.89', '-7654321.98', '0.00'];
    const { after } = await strike(connection, outOfRange, { type: 'decimal(12,2)', values });
    for (const value of after) expect(Number(value) > 1234567.89 || Number(value) < -7654321.98).toBe(true);
    const floats = await strike(connection, outOfRange, { type: 'double precision', values: ['0.123456789', '0.2'] });
    for (const value of floats.after) expect(Number(value) > 0.2 || Number(value) < 0.123456789).toBe(true);
  });

  test('out-of-range breaks the range that the step states, at the ends that it states', async () => {
    const struck = { type: 'smallint', values: ratings };
    const both = await strike(connection, outOfRange, { ...struck, with: { min: 1, max: 5 } });
    const expected = ratings.map((value, index) => {
      if (value === null) return undefined;
      const distance = drawFor(index + 1, 'value', 2);
      return String(drawFor(index + 1, 'value.2', 2) === 0 ? 6 + distance : 0 - distance);
    });
    expect(both.after).toEqual(expected);
    const upper = await strike(connection, outOfRange, { ...struck, with: { max: 5 } });
    for (const value of upper.after.slice(0, -1)) expect(['6', '7']).toContain(value);
    const down = await strike(connection, outOfRange, { ...struck, with: { min: 1, max: 5, direction: 'down' } });
    for (const value of down.after.slice(0, -1)) expect(['0', '-1']).toContain(value);
  });

  test('out-of-range takes what of the other side the type holds, and refuses where it holds nothing', async () => {
    const struck = { type: 'decimal(3,0)', values: ['0', '500', '990'] };
    const { after } = await strike(connection, outOfRange, { ...struck, with: { direction: 'up' } });
    for (const value of after) expect(Number(value)).toBeGreaterThan(990);
    const full = { type: 'decimal(3,0)', values: ['-990', '999'] };
    const lower = await strike(connection, outOfRange, full);
    for (const value of lower.after) expect(Number(value)).toBeLessThan(-990);
    await expect(strike(connection, outOfRange, { ...full, with: { direction: 'up' } })).rejects.toMatchObject({
      code: 'VALUE_OUT_OF_RANGE',
      message: expect.stringContaining('would reach 1000'),
    });
  });

  test('out-of-range refuses an empty range, and a direction in which none is stated', async () => {
    const struck = { type: 'integer', values: ratings };
    await expect(strike(connection, outOfRange, { ...struck, with: { min: 5, max: 1 } })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      message: 'step strike: the range from 5 to 1 is empty',
    });
    const down = { max: 5, direction: 'down' };
    await expect(strike(connection, outOfRange, { ...struck, with: down })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      hint: 'State with.min, too.',
    });
  });

  test('threshold-clustering draws amounts from the last two percent below the stated limit', async () => {
    const values = ['10.00', '4950.00', '12000.00', null];
    const { after } = await strike(connection, thresholdClustering, {
      type: 'decimal(12,2)',
      values,
      with: { limit: 5000 },
    });
    const expected = values.map((value, index) =>
      value === null ? undefined : (4999.99 - drawFor(index + 1, 'value', 10_000) / 100).toFixed(2),
    );
    expect(after).toEqual(expected);
  });

  test.each([
    ['integer', ['3', '12', '60', '88', '92'], 99, 98],
    ['integer', ['3', '12', '60', '100', '400'], 99, 98],
    ['decimal(8,4)', ['0.0100', '0.0180', '0.0110', '0.0120', '0.9'], 0.0199, 0.0196],
    ['double precision', ['300', '1900', '4200', '4100', '9000'], 4999.99, 4900],
  ] as const)('threshold-clustering of %s %j finds the round limit by itself', async (type, values, most, least) => {
    const { after } = await strike(connection, thresholdClustering, { type, values });
    for (const value of after) {
      expect(Number(value)).toBeLessThanOrEqual(most);
      expect(Number(value)).toBeGreaterThanOrEqual(least);
    }
  });

  test('threshold-clustering refuses a column without positive numbers, and a limit with nothing below it', async () => {
    await expect(
      strike(connection, thresholdClustering, { type: 'integer', values: ['-5', '0', '-3'] }),
    ).rejects.toMatchObject({ code: 'UNSUITABLE_COLUMN', message: expect.stringContaining('it has no limit') });
    await expect(
      strike(connection, thresholdClustering, { type: 'integer', values: ['1', '1', '1'] }),
    ).rejects.toMatchObject({
      code: 'UNSUITABLE_COLUMN',
      message: expect.stringMatching(/struck\.value \(integer\) has no number between 0 and 1$/i),
    });
    await expect(
      strike(connection, thresholdClustering, { type: 'smallint', values: ['1'], with: { limit: 50000 } }),
    ).rejects.toMatchObject({ code: 'VALUE_OUT_OF_RANGE', hint: 'State a lower limit by with.limit.' });
  });

  test.each([outOfRange, thresholdClustering])('$id has nothing to do in an empty column', async (anomaly) => {
    if (anomaly.effect !== 'update') throw new Error('not an update');
    const { after } = await strike(connection, anomaly, { type: 'integer', values: [null] });
    expect(after).toEqual([undefined]);
  });
});
