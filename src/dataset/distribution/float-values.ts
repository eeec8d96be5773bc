import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { decisionTree } from '../compile/decision-tree.ts';
import { boundsOf } from '../compile/discrete-rank.ts';
import { double } from '../double.ts';
import { readShare } from '../read-share.ts';
import type { ValueContext } from '../value-type.ts';
import { conditioned, massBetween } from './conditioned.ts';
import { continuousOf } from './continuous.ts';
import type { Distribution } from './distribution.ts';

/** Real numbers between two ends, and how often each occurs. */
export interface FloatRange {
  readonly from: number;
  readonly to: number;
  /** Of all values, of sum 1. */
  readonly share: number;
  readonly distribution: Distribution;
}

/** Parameters of a column of real numbers. */
export interface FloatParameters {
  readonly from?: number;
  readonly to?: number;
  readonly distribution?: Distribution;
  readonly ranges?: readonly {
    readonly from: number;
    readonly to: number;
    readonly share?: string | number;
    readonly distribution?: Distribution;
  }[];
}

/** Rising. */
export function readFloatRanges({
  from,
  to,
  distribution = 'uniform',
  ranges,
}: FloatParameters): readonly FloatRange[] {
  if (ranges === undefined) {
    const hasEnds = distribution === 'uniform' || distribution.beta !== undefined;
    const start = from ?? (hasEnds ? 0 : -Infinity);
    return [{ from: start, to: to ?? (hasEnds ? Math.max(1, start + 1) : Infinity), share: 1, distribution }];
  }
  const width = ranges.reduce((sum, range) => sum + range.to - range.from, 0);
  const read = ranges.map((range) => ({
    from: range.from,
    to: range.to,
    share: readShare(range.share) ?? (range.to - range.from) / width,
    distribution: range.distribution ?? 'uniform',
  }));
  return read.filter(({ share }) => share > 0).toSorted((left, right) => left.from - right.from);
}

/** The number below which a share `u` of all lies. */
export function floatQuantile(context: ValueContext, ranges: readonly FloatRange[], u: Sql): Sql {
  const bounds = boundsOf(ranges.map(({ share }) => share));
  const leaves = ranges.map((range, index) => {
    const start = bounds[index - 1] ?? 0;
    if (ranges.length === 1) return inRange(context, range, u);
    const place = sql`(${u} - ${double(start)}) * ${double(1 / (bounds[index]! - start))}`;
    return inRange(
      context,
      range,
      context.let(sql`least(greatest(${place}, 1e-16::double), 0.9999999999999999::double)`),
    );
  });
  return decisionTree(u, bounds.slice(0, -1).map(double), leaves);
}

function inRange(context: ValueContext, range: FloatRange, u: Sql): Sql {
  const { from, to, distribution } = range;
  const value =
    distribution === 'uniform'
      ? sql`${double(from)} + ${u} * ${double(to - from)}`
      : conditioned(context, continuousOf(distribution, from, to)!, range, u);
  const low = Number.isFinite(from) ? sql`greatest(${value}, ${double(from)})` : value;
  return Number.isFinite(to) ? sql`least(${low}, ${double(to)})` : low;
}

/**
 * Whether so many values, each in an equal part of the distribution, are different numbers of 64 bits: their relative
 * distance is 1 / (rows × density × |value|), and all that is rounded stays below 1e-13.
 */
export function isApart({ from, to, distribution }: FloatRange, rows: number): boolean {
  const continuous = continuousOf(distribution, from, to);
  if (continuous === undefined) return true;
  return (rows * continuous.crowding) / massBetween(continuous, from, to) < 1e13;
}

/** The distance of numbers that are told apart everywhere between two ends: a power of 2. */
export function stepBetween({ from, to }: FloatRange): number {
  return Math.max(lastBit(Math.max(Math.abs(from), Math.abs(to))), lastBit(to - from));
}

/** What the last of the 53 bits of a number is worth. */
function lastBit(value: number): number {
  let exponent = Math.floor(Math.log2(value));
  if (2 ** exponent > value) exponent -= 1;
  return 2 ** Math.max(exponent - 52, -1074);
}
