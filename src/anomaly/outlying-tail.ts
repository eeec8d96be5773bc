import { Big } from 'big.js';

/** How a column's numbers lie, from statistics rounded to 6 significant digits. */
export interface Baseline {
  readonly mean: Big;
  readonly sd: Big;
  readonly q1: Big;
  readonly q3: Big;
  /** Digits behind the point that the column keeps; undefined = any number. */
  readonly scale: number | undefined;
}

/** Equally spaced values beyond one side of a baseline: `start`, `start + step`, … `end`. */
export interface Tail {
  readonly start: Big;
  /** Negative on the lower side. */
  readonly step: Big;
  /** Number of values, from 1. */
  readonly count: number;
  readonly end: Big;
}

/** The farthest value lies this many times as far from the mean as the nearest. */
export const reach = new Big('1.25');

/** Most values of a tail; more would not be told apart by anybody. */
const mostSteps = 1_000_000;

/**
 * Values from mean + A·σ to mean + 1.25·A·σ, never nearer than just beyond the upper fence q3 + 1.5·(q3 − q1)
 * (J. W. Tukey, Exploratory Data Analysis, 1977). Rounded half away from zero at the column's scale.
 * @param amplitude A, in standard deviations
 */
export function upperTail(baseline: Baseline, amplitude: Big): Tail {
  const distance = baseline.sd.times(amplitude);
  const spread = distance.times(reach.minus(1));
  const scale = baseline.scale ?? scaleFor(spread);
  const nearest = baseline.mean.plus(distance).round(scale, 1);
  const beyondFence = firstAbove(upperFence(baseline), scale);
  return tailFrom(nearest.gt(beyondFence) ? nearest : beyondFence, spread, scale);
}

/** Values from `start` upwards over a stretch, in the smallest steps that are not too many. @param scale digits behind the point of each */
export function tailFrom(start: Big, stretch: Big, scale: number): Tail {
  const unit = new Big(`1e${-scale}`);
  const steps = stretch.div(unit).round(0, 0);
  const stride = steps.gt(mostSteps) ? steps.div(mostSteps).round(0, 0) : new Big(1);
  const count = steps.div(stride).round(0, 0).toNumber() + 1;
  const step = unit.times(stride);
  return { start, step, count, end: start.plus(step.times(count - 1)) };
}

/** The mirror image of `upperTail` on the other side of the mean. */
export function lowerTail(baseline: Baseline, amplitude: Big): Tail {
  const { mean, sd, q1, q3, scale } = baseline;
  const mirrored = { mean: mean.times(-1), sd, q1: q3.times(-1), q3: q1.times(-1), scale };
  return mirrorImage(upperTail(mirrored, amplitude));
}

/** The same values with the opposite sign. */
export function mirrorImage({ start, step, count, end }: Tail): Tail {
  return { start: start.times(-1), step: step.times(-1), count, end: end.times(-1) };
}

/** The first number of the scale above another one. */
export function firstAbove(number: Big, scale: number): Big {
  const cut = number.round(scale, 0);
  const floor = cut.gt(number) ? cut.minus(`1e${-scale}`) : cut;
  return floor.plus(`1e${-scale}`);
}

/** The fence, moved out by as much as rounding the quartiles to 6 digits can have moved it in. */
function upperFence({ q1, q3 }: Baseline): Big {
  const fence = q3.plus(q3.minus(q1).times('1.5'));
  return fence.plus(lastDigit(q3.abs().gt(q1.abs()) ? q3 : q1).times(2));
}

/** The worth of the sixth significant digit. */
function lastDigit(number: Big): Big {
  return number.eq(0) ? new Big(0) : new Big(`1e${number.e - 5}`);
}

/** Digits behind the point so that the stretch has a thousand values or more; money's two at the least. */
export function scaleFor(stretch: Big): number {
  return Math.max(2, 3 - stretch.e);
}
