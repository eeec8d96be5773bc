import { wrongSum, readShare } from '../read-share.ts';
import { massBetween } from './conditioned.ts';
import { continuousOf } from './continuous.ts';
import { distributionProblem, type Distribution } from './distribution.ts';
import { poissonShares } from './poisson-shares.ts';
import type { RangeParameters } from './read-stretches.ts';
import { countOf, type Stretch, type Stretches } from './stretch.ts';
import { rounded } from './stretch-values.ts';

/** Something wrong with parameters. */
export interface RangeProblem {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

/** Shares between two numbers that are smaller than this are none at all. */
export const leastMass = 1e-12;

/** Of a range that a distribution hardly reaches. */
export const noMass = problem(
  'distribution',
  'the distribution has next to no values between from and to',
  'Widen the range, or change the distribution.',
);

/** What is wrong with how the parameters stand together, before any number is made of them. */
export function rangeProblems(parameters: RangeParameters): readonly RangeProblem[] {
  const { ranges, from, to, distribution } = parameters;
  if (ranges === undefined) return lognormalProblems('distribution', distribution);
  const beside = [from, to, distribution].some((each) => each !== undefined && each !== 'uniform');
  if (beside) return [problem('ranges', 'ranges stand beside from, to or distribution', 'Write them into the ranges.')];
  const shares = ranges.map(({ share }) => readShare(share));
  if (shares.some((share) => share === undefined) && shares.some((share) => share !== undefined))
    return [problem('ranges', 'some ranges have a share and some have none', 'Give all of them a share, or none.')];
  const sum = shares.every((share) => share !== undefined) ? wrongSum(shares) : undefined;
  if (sum !== undefined)
    return [problem('ranges', `the shares of the ranges sum to ${sum}, not to 100%`, 'Change one of them.')];
  return ranges.flatMap((each) => lognormalProblems('ranges', each.distribution));
}

/** What is wrong with the numbers themselves. */
export function stretchProblems(
  { stretches, scale }: Stretches,
  key: 'to' | 'ranges' = stretches.length > 1 ? 'ranges' : 'to',
): readonly RangeProblem[] {
  for (const [index, stretch] of stretches.entries()) {
    const before = stretches[index - 1];
    if (stretch.to < stretch.from) return [problem(key, 'the highest number is below the lowest', 'Exchange them.')];
    if (countOf(stretch) > 1n << 62n) return [problem(key, 'the range holds more than 2^62 numbers', 'Narrow it.')];
    if (before !== undefined && stretch.from <= before.to)
      return [problem('ranges', 'two ranges overlap', 'Let each begin behind the end of the one before.')];
    if (!hasMass(stretch, scale)) return [noMass];
  }
  return [];
}

function hasMass(stretch: Stretch, scale: number): boolean {
  const { distribution } = stretch;
  if (distribution === 'uniform') return true;
  if (distribution.poisson) {
    const { mean } = distribution.poisson;
    const far = 12 * Math.sqrt(mean) + 40;
    const isNear = Number(stretch.from) < mean + far && Number(stretch.to) > mean - far && stretch.to >= 0n;
    return isNear && poissonShares(mean, stretch.from, stretch.to).shares.length > 0;
  }
  const ends = rounded(stretch, scale);
  const continuous = continuousOf(distribution, ends.from, ends.to);
  return continuous === undefined || massBetween(continuous, ends.from, ends.to) > leastMass;
}

function lognormalProblems(key: string, distribution: Distribution | undefined): readonly RangeProblem[] {
  const message = distribution && distributionProblem(distribution);
  return message === undefined ? [] : [problem(key, message, 'Write {lognormal: {median: 100, sigma: 0.5}}.')];
}

/** A problem as an object. */
export function problem(key: string, message: string, hint: string): RangeProblem {
  return { key, message, hint };
}
