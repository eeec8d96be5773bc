import { Big } from 'big.js';
import { sumOf } from './metric-spread.ts';

/**
 * Whole numbers in the proportions of the wanted ones, none below 0, that add up to what the present ones do: each is
 * the rounded sum up to it less the rounded sum up to the one before. The present ones where nothing is wanted at all.
 */
export function redistributed(present: readonly Big[], wanted: readonly Big[]): readonly Big[] {
  const total = sumOf(present);
  const possible = wanted.map((each) => (each.gt(0) ? each : new Big(0)));
  const sum = sumOf(possible);
  if (sum.eq(0)) return present;
  let [upTo, given] = [new Big(0), new Big(0)];
  return possible.map((each) => {
    upTo = upTo.plus(each);
    const reached = total.times(upTo).div(sum).round(0);
    const own = reached.minus(given);
    given = reached;
    return own;
  });
}
