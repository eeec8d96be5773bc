import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import type { ValueContext } from '../value-type.ts';
import type { Distribution } from './distribution.ts';
import { rangeProblems, stretchProblems, type RangeProblem } from './range-problems.ts';
import type { Stretches } from './stretch.ts';
import { quantileOf } from './stretch-values.ts';

/** How long values are. */
export type LengthParameters = {
  readonly min: number;
  readonly max: number;
  readonly lengths?: Distribution;
};

/** A random length: a BIGINT from `min` to `max`. */
export function lengthOf(context: ValueContext, parameters: LengthParameters): Sql {
  const { min, max } = parameters;
  const stretches = stretchesOf(parameters);
  if (!stretches.isWeighted) return sql`(${min} + ${context.below(max - min + 1, 'length')})`;
  return quantileOf(context, stretches, context.let(context.uniform('length')))!;
}

/** What is wrong with lengths. */
export function lengthProblems(parameters: LengthParameters): readonly RangeProblem[] {
  const { min, max, lengths } = parameters;
  if (max < min)
    return [{ key: 'max', message: 'the longest is shorter than the shortest', hint: 'Exchange min and max.' }];
  const problems = [
    ...rangeProblems({ ...(lengths && { distribution: lengths }) }),
    ...stretchProblems(stretchesOf(parameters)),
  ];
  return problems.map((problem) => ({ ...problem, key: 'lengths' }));
}

function stretchesOf({ min, max, lengths = 'uniform' }: LengthParameters): Stretches {
  const stretch = { from: BigInt(min), to: BigInt(max), share: 1, distribution: lengths };
  return { scale: 0, stretches: [stretch], isWeighted: lengths !== 'uniform' };
}
