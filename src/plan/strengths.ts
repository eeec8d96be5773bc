import { Big } from 'big.js';
import type { Anomaly } from '../model/anomaly.ts';
import type { Step } from '../model/scenario.ts';
import type { Strength } from './strength.ts';

type AmplitudeRule = NonNullable<Anomaly['amplitude']>;

/** The smallest magnitude that is tried. */
const least = new Big('0.01');

/** Units that are counted. */
const whole: readonly AmplitudeRule['unit'][] = ['edits', 'buckets', 'digits', 'seconds'];

/**
 * The strengths among which a plan may choose, weakest first, in steps of two significant digits: amplitudes from no
 * change towards the bound on the side of the default, or volumes up to all rows.
 */
export function strengthsOf({ tuned }: Step, { amplitude }: Anomaly): readonly Strength[] {
  if (tuned?.strength === 'volume')
    return magnitudes(least, new Big(100), false).map((percent) => ({ volume: { percent: percent.toFixed() } }));
  return amplitude === undefined ? [] : amplitudesOf(amplitude).map((value) => ({ amplitude: value.toFixed() }));
}

/** A factor changes nothing at 1, and rounding to fewer digits changes more; everything else changes nothing at 0. */
function amplitudesOf({ unit, default: usual, min, max }: AmplitudeRule): readonly Big[] {
  if (unit === 'digits')
    return magnitudes(new Big(1), new Big(max).minus(min), true).map((fewer) => new Big(max).minus(fewer));
  const neutral = new Big(unit === 'times' ? 1 : 0);
  const isUpwards = neutral.lte(usual);
  const [near, far] = isUpwards ? [neutral.lt(min) ? min : neutral, max] : [neutral.gt(max) ? max : neutral, min];
  const from = new Big(near).minus(neutral).abs();
  const to = new Big(far).minus(neutral).abs();
  const isWhole = whole.includes(unit);
  const first = isWhole ? new Big(1) : least;
  return magnitudes(from.gt(first) ? from : first, to, isWhole).map((each) =>
    isUpwards ? neutral.plus(each) : neutral.minus(each),
  );
}

/** Numbers of two significant digits from one to another, both included. */
function magnitudes(from: Big, to: Big, isWhole: boolean): readonly Big[] {
  const found: Big[] = [];
  for (let value = from; value.lt(to); value = next(value, isWhole)) found.push(value);
  return [...found, to];
}

function next(value: Big, isWhole: boolean): Big {
  const step = new Big(10).pow(value.e - 1);
  return value.plus(isWhole && step.lt(1) ? 1 : step).prec(2, Big.roundDown);
}
