import { Big } from 'big.js';
import { sumOf } from './metric-spread.ts';

/**
 * Each bucket with what is missing besides, in proportion to itself: exactly all of it together.
 * @param digits behind the point of each
 */
export function caughtUp(recovery: readonly Big[], missing: Big, digits: number): readonly Big[] {
  const total = sumOf(recovery);
  let [upTo, given] = [new Big(0), new Big(0)];
  return recovery.map((value, index) => {
    upTo = upTo.plus(value);
    const isLast = index === recovery.length - 1;
    const reached = isLast || total.eq(0) ? missing : missing.times(upTo).div(total).round(digits);
    const own = reached.minus(given);
    given = reached;
    return value.plus(own);
  });
}
