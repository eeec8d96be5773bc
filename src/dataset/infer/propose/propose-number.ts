import type { Written } from '../../dataset-yaml.ts';
import { writtenShares } from '../../written-shares.ts';
import { fitDistribution, type Fit, type FittedRange, type Spread } from '../fit-distribution.ts';
import type { ColumnFigures } from '../measure/figures.ts';
import { outwards, rounded, tidy } from '../outwards.ts';
import { isPersonal } from '../personal.ts';
import type { ProposalContext, ProposedType } from './proposal.ts';

/** Digits behind the point of decimals that declare none, and of floating-point numbers where bounds are rounded. */
const usualScale = 6;
const mostScale = 9;
/** Significant digits of what tells of no single value. */
const significant = 3;

/** Whole, decimal and floating-point numbers: bounds, and the distribution that fits. */
export function proposeNumber(column: ColumnFigures, context: ProposalContext): ProposedType | undefined {
  const { profile, quantiles } = column;
  const { kind, scale: declared } = profile.column;
  if (kind !== 'integer' && kind !== 'decimal' && kind !== 'float') return undefined;
  const spread = spreadOf(column);
  if (spread === undefined || quantiles === undefined) return undefined;
  const isExact = context.withValues && !isPersonal(profile);
  const scale = kind === 'integer' ? 0 : Math.min(declared ?? usualScale, mostScale);
  const type = kind === 'decimal' && scale === 0 ? 'integer' : kind;
  const bounds = {
    from: isExact ? tidy(spread.min) : outwards(spread.min, 'down', scale),
    to: isExact ? tidy(spread.max) : outwards(spread.max, 'up', scale),
  };
  const fit = fitDistribution(spread);
  const own = type === 'decimal' ? { scale } : {};
  if (fit.kind === 'ranges') return { type, with: { ...own, ranges: rangesOf(fit, bounds, spread, isExact) } };
  return { type, with: { ...bounds, ...own, distribution: distributionOf(fit) } };
}

/** Undefined where there are no figures, or none that are numbers. */
export function spreadOf({ profile, quantiles }: ColumnFigures): Spread | undefined {
  const { min, max, mean, sd, column } = profile;
  if (min === null || max === null || quantiles === undefined) return undefined;
  const found = {
    min: Number(min),
    max: Number(max),
    mean: mean ?? 0,
    sd: sd ?? 0,
    quantiles,
    step: stepOf(column.kind, column.scale, Number(max) - Number(min)),
  };
  return [found.min, found.max].every((each) => Number.isFinite(each) && Math.abs(each) < 9e15) ? found : undefined;
}

/** Floating-point numbers are told apart by a millionth of their range. */
function stepOf(kind: string, scale: number | undefined, width: number): number {
  if (kind === 'integer') return 1;
  if (kind === 'decimal' && scale !== undefined) return 10 ** -Math.min(scale, mostScale);
  return width > 0 ? 10 ** (Math.floor(Math.log10(width)) - usualScale) : 0;
}

function distributionOf(fit: Exclude<Fit, { readonly kind: 'ranges' }>): Written | undefined {
  switch (fit.kind) {
    case 'uniform':
      return undefined;
    case 'normal':
      return { normal: { mean: rounded(fit.mean, significant), sd: rounded(fit.sd, significant) } };
    case 'lognormal':
      return { lognormal: { median: rounded(fit.median, significant), sigma: rounded(fit.sigma, significant) } };
    case 'exponential':
      return { exponential: { mean: rounded(fit.mean, significant) } };
  }
}

/** Ends that are not told are rounded, and ranges that thereby fall together are put together. */
function rangesOf(
  { ranges }: Extract<Fit, { readonly kind: 'ranges' }>,
  bounds: { readonly from: number; readonly to: number },
  { step }: Spread,
  isExact: boolean,
): Written {
  const digits = isExact ? 12 : 2;
  const found: FittedRange[] = [];
  for (const [index, { from, to, share, tail }] of ranges.entries()) {
    const isPoint = from === to;
    const before = found.at(-1);
    const end = index === ranges.length - 1 ? bounds.to : rounded(to, digits);
    const start = index === 0 ? bounds.from : isPoint ? end : tidy(before!.to + step);
    if (before !== undefined && (start <= before.to || end < start))
      found[found.length - 1] = { ...before, to: Math.max(before.to, end), share: before.share + share };
    else found.push({ from: start, to: Math.max(start, end), share, tail });
  }
  const shares = writtenShares(found.map(({ share }) => share));
  return found.map(({ from, to, tail }, index) => ({
    from,
    to,
    share: shares[index]!,
    distribution: tail === undefined ? undefined : { exponential: { mean: rounded(tail, significant) } },
  }));
}
