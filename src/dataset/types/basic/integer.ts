import { Type } from '@sinclair/typebox';
import { wholeDistribution } from '../../distribution/distribution.ts';
import { rangeProblems, stretchProblems } from '../../distribution/range-problems.ts';
import { rangesSchema } from '../../distribution/range-schema.ts';
import { readStretches, type RangeParameters } from '../../distribution/read-stretches.ts';
import type { Stretches } from '../../distribution/stretch.ts';
import { nthOf, quantileOf, spaceOf } from '../../distribution/stretch-values.ts';
import { parameters } from '../../parameters.ts';
import { defineType } from '../../value-type.ts';

const farthest = Number.MAX_SAFE_INTEGER;

const number = (description: string) => Type.Integer({ minimum: -farthest, maximum: farthest, description });

export default defineType({
  id: 'integer',
  category: 'basic',
  description: 'Whole numbers.',
  examples: ['1', '42', '-7'],
  parameters: parameters({
    from: Type.Optional(number('The lowest number. Default: 1, or where the distribution begins.')),
    to: Type.Optional(
      number(
        'The highest number. Default: as many above the lowest as the table has rows, less one; or where the distribution ends.',
      ),
    ),
    distribution: wholeDistribution,
    ranges: rangesSchema(number, wholeDistribution),
  }),
  isOrdered: true,
  sqlType: () => 'BIGINT',
  loadType: () => ({ type: 'integer' }),
  space: (context) => spaceOf(numbers(context)),
  nth: (context, n) => nthOf(numbers(context), n),
  quantile: (context, u) => quantileOf(context, numbers(context), u),
  isWeighted: (context) => numbers(context).isWeighted,
  problems(context) {
    const problems = rangeProblems(context.with);
    return problems.length > 0 ? problems : stretchProblems(numbers(context));
  },
});

function numbers({ with: range, rows }: { readonly with: RangeParameters; readonly rows: number }): Stretches {
  return readStretches(range, {
    scale: 0,
    from: 1n,
    to: (from) => from + BigInt(Math.max(1, rows) - 1),
    least: -BigInt(farthest),
    most: BigInt(farthest),
  });
}
