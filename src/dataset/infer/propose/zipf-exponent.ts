import type { ReferenceFigures } from '../measure/figures.ts';

/** Share of the parents that is looked at. */
const top = 0.1;
/** Beyond the share of the top tenth that equal chances give, by so much of all children. */
const noticeable = 0.1;
const mostExponent = 3;

/**
 * The exponent with which the most frequent tenth of the parents has as many children as it has; undefined where each
 * parent is about as likely as any other. Parents without children count.
 */
export function zipfExponent({ sizes, parents }: ReferenceFigures): number | undefined {
  const children = sizes.reduce((sum, each) => sum + each.children * each.parents, 0);
  const most = Math.ceil(parents * top);
  if (children === 0 || parents < 10) return undefined;
  const share = childrenOfMost(sizes, most) / children;
  // Chance alone gives the tenth about 1.75 deviations of a Poisson distribution more than its part.
  const mean = children / parents;
  const byChance = top * (1 + 1.75 / Math.sqrt(mean));
  if (share < byChance + noticeable) return undefined;
  let [low, high] = [0, mostExponent];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (zipfShare(middle, most, parents) < share) low = middle;
    else high = middle;
  }
  return Number(((low + high) / 2).toFixed(2));
}

function childrenOfMost(sizes: ReferenceFigures['sizes'], most: number): number {
  let left = most;
  let sum = 0;
  for (const { children, parents } of sizes.toReversed()) {
    const taken = Math.min(left, parents);
    sum += taken * children;
    left -= taken;
  }
  return sum;
}

/** The first `most` of `count` weights 1 / k^exponent, as a share of all. */
function zipfShare(exponent: number, most: number, count: number): number {
  return harmonic(exponent, most) / harmonic(exponent, count);
}

/** Beyond a thousand terms by the formula of Euler and Maclaurin. */
function harmonic(exponent: number, count: number): number {
  const exact = Math.min(count, 1000);
  let sum = 0;
  for (let k = 1; k <= exact; k += 1) sum += k ** -exponent;
  if (count <= exact) return sum;
  const [from, to] = [exact + 0.5, count + 0.5];
  if (Math.abs(exponent - 1) < 1e-9) return sum + Math.log(to / from);
  return sum + (to ** (1 - exponent) - from ** (1 - exponent)) / (1 - exponent);
}
