import type { Column } from '../../../model/table.ts';
import type { Written } from '../../dataset-yaml.ts';
import { writtenShares } from '../../written-shares.ts';
import { fitDistribution, reaches, type Fit, type FittedRange, type Spread } from '../fit-distribution.ts';
import type { ColumnFigures } from '../measure/figures.ts';
import { near, outwards, rounded, roundedBy, tidy } from '../outwards.ts';
import { isPersonal } from '../personal.ts';
import type { ProposalContext, ProposedType } from './proposal.ts';

/** Digits behind the point of decimals that declare none. */
const usualScale = 6;
const mostScale = 9;
/** Digits in all, of decimals that a Dataset file holds, but for one to spare. */
const mostDigits = 17;
/** Significant digits of what tells of no single value. */
const significant = 3;

/** Whole, decimal and floating-point numbers: bounds, and the distribution that fits. */
export function proposeNumber(column: ColumnFigures, context: ProposalContext): ProposedType | undefined {
  const { kind } = column.profile.column;
  if (kind !== 'integer' && kind !== 'decimal' && kind !== 'float') return undefined;
  const spread = spreadOf(column);
  if (spread === undefined) return undefined;
  const isExact = context.withValues && !isPersonal(column.profile);
  const scale = scaleOf(column, spread);
  const type = kind === 'decimal' && scale === 0 ? 'integer' : kind;
  const round = rounding(column, spread, isExact, kind === 'float' ? 300 : scale);
  const fit = fitDistribution(spread);
  const own = type === 'decimal' ? { scale } : {};
  if (fit.kind === 'ranges') return { type, with: { ...own, ranges: rangesOf(fit, spread, round) } };
  const bounds = { from: round.from(spread.min), to: round.to(spread.max) };
  return { type, with: { ...bounds, ...own, distribution: distributionOf(fit) } };
}

/** How numbers of the source are written. */
interface Rounding {
  readonly from: (min: number) => number;
  readonly to: (max: number) => number;
  readonly between: (value: number) => number;
}

/** Bounds stay within the column's type. */
function rounding({ profile }: ColumnFigures, { min, max }: Spread, isExact: boolean, scale: number): Rounding {
  const grain = { scale, width: max - min };
  if (isExact) return { from: tidy, to: tidy, between: (value) => near(value, grain) };
  const { least, most } = boundsOf(profile.column);
  return {
    from: (value) => Math.max(outwards(value, 'down', grain), least),
    to: (value) => Math.min(outwards(value, 'up', grain), most),
    between: (value) => near(value, grain),
  };
}

function boundsOf({ kind, range, precision, scale = 0 }: Column): { readonly least: number; readonly most: number } {
  if (range !== undefined) return { least: Number(range.min), most: Number(range.max) };
  if (kind !== 'decimal' || precision === undefined || precision > mostDigits)
    return { least: -Infinity, most: Infinity };
  const most = tidy(10 ** (precision - scale) - 10 ** -scale);
  return { least: -most, most };
}

function scaleOf({ profile }: ColumnFigures, { min, max }: Spread): number {
  const { kind, scale } = profile.column;
  if (kind === 'integer') return 0;
  const before = Math.ceil(Math.log10(Math.max(1, Math.abs(min), Math.abs(max)) + 1));
  return Math.max(0, Math.min(scale ?? usualScale, mostScale, mostDigits - before));
}

/** Undefined where there are no figures, or numbers beyond what a Dataset file holds. */
function spreadOf({ profile, quantiles }: ColumnFigures): Spread | undefined {
  const [min, max] = [Number(profile.min ?? Number.NaN), Number(profile.max ?? Number.NaN)];
  const most = profile.column.kind === 'float' ? 1e299 : 9e15;
  if (quantiles === undefined || ![min, max].every((each) => Math.abs(each) < most)) return undefined;
  const step = stepOf(profile.column.kind, profile.column.scale, max - min);
  return { min, max, mean: profile.mean ?? 0, sd: profile.sd ?? 0, quantiles, step };
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
      return { normal: { mean: roundedBy(fit.mean, fit.sd), sd: rounded(fit.sd, significant) } };
    case 'lognormal':
      return {
        lognormal: {
          median: roundedBy(fit.median, fit.median * Math.min(1, fit.sigma)),
          sigma: rounded(fit.sigma, significant),
        },
      };
    case 'exponential':
      return { exponential: { mean: rounded(fit.mean, significant) } };
  }
}

/** Ends that are not told are rounded, and ranges that thereby fall together are put together. */
function rangesOf({ ranges }: Extract<Fit, { readonly kind: 'ranges' }>, { step }: Spread, round: Rounding): Written {
  const found: FittedRange[] = [];
  for (const [index, { from, to, share, tail }] of ranges.entries()) {
    const before = found.at(-1);
    const end = index === ranges.length - 1 ? round.to(to) : round.between(to);
    const start = before === undefined ? round.from(from) : from === to ? end : tidy(before.to + step);
    if (before !== undefined && (start <= before.to || end < start))
      found[found.length - 1] = { ...before, to: Math.max(before.to, end), share: before.share + share };
    else found.push({ from: start, to: Math.max(start, end), share, tail });
  }
  const shares = writtenShares(found.map(({ share }) => share));
  return found.map(({ from, to, tail }, index) => ({
    from,
    to,
    share: shares[index]!,
    distribution: tail === undefined ? undefined : tailOf(from, tail),
  }));
}

/** Far from 0, where an exponential distribution has no values, one of Pareto that falls as fast. */
function tailOf(from: number, mean: number): Written {
  if (reaches(from, mean)) return { exponential: { mean: rounded(mean, significant) } };
  return { pareto: { min: from, alpha: Math.min(1000, rounded(from / mean + 1, significant)) } };
}
