import { Big } from 'big.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import kurtosisChange from '../../src/anomaly/quality/kurtosis-change.ts';
import skewChange from '../../src/anomaly/quality/skew-change.ts';
import { skewedDistribution } from '../../src/anomaly/skewed-distribution.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { drawFor, strike } from './strike.ts';

const amounts = ['5.00', '7.50', '5.00', null, '120.00', '-3.00', '5.00', '0.00', '64.20'];

/** The numbers of the keys' ranks in a distribution of this skewness, in whole arithmetic. */
function skewed(
  values: readonly (string | null)[],
  mean: Big,
  sd: Big,
  skewness: number,
): readonly (Big | undefined)[] {
  const knots = skewedDistribution(skewness).map((knot) => ({
    share: BigInt(Math.round(knot.share * 1e9)),
    value: BigInt(Math.round(knot.value * 1e6)),
  }));
  const order = values
    .flatMap((value, index) => (value === null ? [] : [{ index, number: Number(value) }]))
    .toSorted((left, right) => left.number - right.number || drawOf(left.index) - drawOf(right.index));
  const after = new Map<number, Big>();
  for (const [place, { index }] of order.entries()) {
    const share = (BigInt(2 * place + 1) * 500_000_000n) / BigInt(order.length);
    const next = knots.findIndex((knot) => knot.share > share);
    const [from, to] = [knots[next - 1]!, knots[next]!];
    const deviate = from.value + ((share - from.share) * (to.value - from.value)) / (to.share - from.share);
    after.set(index, mean.plus(sd.times(String(deviate)).div(1e6)));
  }
  return values.map((_, index) => after.get(index));
}

function drawOf(index: number): number {
  return drawFor(index + 1, 'value', 2 ** 31 - 1);
}

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test.each([2, -1.5])('skew-change gives each number its rank in a distribution of skewness %d', async (skewness) => {
    const struck = { type: 'decimal(12,2)', values: amounts, amplitude: String(skewness) };
    const { after, statistics } = await strike(connection, skewChange, struck);
    const figure = (name: string) => new Big(String(statistics[name]));
    const expected = skewed(amounts, figure('mean'), figure('sd'), skewness);
    expect(after).toEqual(expected.map((number) => number?.round(2, 1).toFixed(2)));
  });

  test.each([skewChange, kurtosisChange])(
    '$id keeps the order, and leaves NaN and infinities alone',
    async (anomaly) => {
      if (anomaly.effect !== 'update') throw new Error('not an update');
      const values = ['1.5', 'NaN', '2.25', '-3', 'Infinity', '100', '7'];
      const { after } = await strike(connection, anomaly, { type: 'double precision', values });
      expect([after[1], after[4]]).toEqual([undefined, undefined]);
      const moved = [3, 0, 2, 6, 5].map((index) => Number(after[index]));
      expect(moved).toEqual(moved.toSorted((left, right) => left - right));
      expect(new Set(moved).size).toBe(5);
    },
  );

  test.each([skewChange, kurtosisChange])(
    '$id refuses what has no spread, and what the type does not hold',
    async (anomaly) => {
      if (anomaly.effect !== 'update') throw new Error('not an update');
      await expect(strike(connection, anomaly, { type: 'integer', values: ['5', '5'] })).rejects.toMatchObject({
        code: 'UNSUITABLE_COLUMN',
        message: expect.stringMatching(/has no spread to give another shape: every value is the same$/),
      });
      const wide = { type: 'smallint', values: ['-20000', '20000', '0', '10000'] };
      await expect(strike(connection, anomaly, wide)).rejects.toMatchObject({ code: 'VALUE_OUT_OF_RANGE' });
      const { after } = await strike(connection, anomaly, { type: 'integer', values: [null] });
      expect(after).toEqual([undefined]);
    },
  );
});
