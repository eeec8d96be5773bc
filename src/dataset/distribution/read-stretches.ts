import { Big } from 'big.js';
import { readShare } from '../read-share.ts';
import type { Distribution } from './distribution.ts';
import type { Stretch, Stretches } from './stretch.ts';

/** A number as files write it: as one, or as text where it has more digits than those can hold. */
export type Written = number | string;

/** Parameters that say what numbers are drawn from. */
export interface RangeParameters {
  readonly from?: Written;
  readonly to?: Written;
  readonly distribution?: Distribution;
  readonly ranges?: readonly {
    readonly from: Written;
    readonly to: Written;
    readonly share?: string | number;
    readonly distribution?: Distribution;
  }[];
}

/** What is not said. */
export interface RangeDefaults {
  /** Digits behind the point. */
  readonly scale: number;
  /** Where every number is as likely as any other, and of distributions that need two ends. In units of the last digit. */
  readonly from: bigint;
  readonly to: (from: bigint) => bigint;
  /** The farthest numbers, for distributions that have no end of their own. */
  readonly least: bigint;
  readonly most: bigint;
}

/** The numbers of a column. */
export function readStretches(parameters: RangeParameters, defaults: RangeDefaults): Stretches {
  const { scale } = defaults;
  if (parameters.ranges === undefined) {
    const stretch = single(parameters, defaults);
    return { scale, stretches: [stretch], isWeighted: stretch.distribution !== 'uniform' };
  }
  const found = parameters.ranges.map(({ from, to, share, distribution = 'uniform' }) => ({
    from: unitsOf(from, scale),
    to: unitsOf(to, scale),
    share: readShare(share),
    distribution,
  }));
  const total = found.reduce((sum, { from, to }) => sum + Number(to - from + 1n), 0);
  const stretches = found
    .map((each): Stretch => ({ ...each, share: each.share ?? Number(each.to - each.from + 1n) / total }))
    .toSorted((left, right) => (left.from < right.from ? -1 : 1));
  const isWeighted = found.some(({ share, distribution }) => share !== undefined || distribution !== 'uniform');
  return { scale, stretches: stretches.filter(({ share }) => share > 0), isWeighted };
}

function single({ from, to, distribution = 'uniform' }: RangeParameters, defaults: RangeDefaults): Stretch {
  const { scale } = defaults;
  const hasEnds = distribution === 'uniform' || distribution.zipf !== undefined || distribution.beta !== undefined;
  const start = from === undefined ? (hasEnds ? defaults.from : defaults.least) : unitsOf(from, scale);
  const end = to === undefined ? (hasEnds ? defaults.to(start) : defaults.most) : unitsOf(to, scale);
  return { from: start, to: end, share: 1, distribution };
}

/** A number in units of its last digit, exactly; further digits are cut. */
function unitsOf(value: Written, scale: number): bigint {
  return BigInt(new Big(value).times(new Big(10).pow(scale)).round(0, Big.roundDown).toFixed(0));
}

/** Digits behind the point that a number is written with, but for zeros at its end. */
export function digitsBehindPoint(value: Written): number {
  const big = new Big(value);
  return Math.max(0, big.c.length - 1 - big.e);
}
