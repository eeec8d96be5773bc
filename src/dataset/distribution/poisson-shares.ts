/** Shares of the numbers from `from` on under a Poisson distribution cut off at `to`, those too rare to be drawn left out. */
export function poissonShares(
  mean: number,
  from: bigint,
  to: bigint,
): { readonly first: bigint; readonly shares: readonly number[] } {
  const lowest = from > 0n ? Number(from) : 0;
  const highest = Number(to);
  const peak = Math.min(Math.max(Math.floor(mean), lowest), highest);
  const below = terms(peak, lowest, (k) => k / mean, -1);
  const above = terms(peak, highest, (k) => mean / (k + 1), 1);
  const weights = [...below.toReversed(), 1, ...above];
  const sum = weights.reduce((left, right) => left + right, 0);
  return { first: BigInt(peak - below.length), shares: weights.map((weight) => weight / sum) };
}

/** A draw of 52 bits never meets what is rarer. */
const rarest = 1e-18;

/** Weights relative to that of the peak, from its neighbour on outwards. @param ratio of the weight beyond k to that of k */
function terms(peak: number, end: number, ratio: (k: number) => number, step: 1 | -1): readonly number[] {
  const weights: number[] = [];
  let weight = 1;
  for (let k = peak; k !== end; k += step) {
    weight *= ratio(k);
    if (weight < rarest) break;
    weights.push(weight);
  }
  return weights;
}
