import { massBetween } from './conditioned.ts';
import { continuousOf } from './continuous.ts';
import type { FloatRange } from './float-values.ts';
import { leastMass, noMass, problem, type RangeProblem } from './range-problems.ts';

/** What is wrong with ranges of real numbers. */
export function floatProblems(ranges: readonly FloatRange[]): readonly RangeProblem[] {
  const key = ranges.length > 1 ? 'ranges' : 'to';
  for (const [index, range] of ranges.entries()) {
    const { from, to, distribution } = range;
    if (to < from) return [problem(key, 'the highest number is below the lowest', 'Exchange them.')];
    if (index > 0 && from < ranges[index - 1]!.to)
      return [problem('ranges', 'two ranges overlap', 'Let each begin at the end of the one before, or behind it.')];
    const continuous = continuousOf(distribution, from, to);
    if (continuous !== undefined && massBetween(continuous, from, to) < leastMass) return [noMass];
  }
  return [];
}
