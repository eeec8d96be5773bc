import { Type } from '@sinclair/typebox';
import { sql } from '../../../sql/sql.ts';
import { continuousDistribution } from '../../distribution/distribution.ts';
import { floatQuantile, isApart, readFloatRanges, stepBetween } from '../../distribution/float-values.ts';
import { floatProblems } from '../../distribution/float-problems.ts';
import { rangeProblems } from '../../distribution/range-problems.ts';
import { rangesSchema } from '../../distribution/range-schema.ts';
import { double } from '../../double.ts';
import { parameters } from '../../parameters.ts';
import { defineType } from '../../value-type.ts';

const number = (description: string) => Type.Number({ minimum: -1e300, maximum: 1e300, description });

export default defineType({
  id: 'float',
  category: 'basic',
  description: 'Real numbers of 64 bits.',
  examples: ['0.7310585786300049', '1.5e-7'],
  parameters: parameters({
    from: Type.Optional(number('The lowest number. Default: 0, or where the distribution begins.')),
    to: Type.Optional(
      number('The highest number. Default: 1 (or 1 above the lowest), or where the distribution ends.'),
    ),
    distribution: continuousDistribution,
    ranges: rangesSchema(number, continuousDistribution),
  }),
  isOrdered: true,
  sqlType: () => 'DOUBLE',
  loadType: () => ({ type: 'float' }),
  space({ with: parameters, rows }) {
    const [range, ...others] = readFloatRanges(parameters);
    if (others.length > 0 || range!.distribution !== 'uniform') return BigInt(Math.max(1, rows));
    if (range!.from === range!.to) return 1n;
    return BigInt(Math.floor((range!.to - range!.from) / stepBetween(range!))) + 1n;
  },
  nth(context, n) {
    const ranges = readFloatRanges(context.with);
    const [range] = ranges;
    if (ranges.length === 1 && range!.distribution === 'uniform')
      return sql`${double(range!.from)} + ${n}::double * ${double(range!.from === range!.to ? 0 : stepBetween(range!))}`;
    const rank = context.let(sql`(${n}::double + 0.5::double) / ${Math.max(1, context.rows)}::double`);
    return floatQuantile(context, ranges, rank);
  },
  quantile: (context, u) => floatQuantile(context, readFloatRanges(context.with), u),
  // Values of a distribution are different where they lie in equal parts of it that are wide enough.
  isWeighted({ with: parameters, rows }) {
    const [range, ...others] = readFloatRanges(parameters);
    return others.length > 0 || !isApart(range!, rows);
  },
  problems({ with: parameters }) {
    const problems = rangeProblems(parameters);
    return problems.length > 0 ? problems : floatProblems(readFloatRanges(parameters));
  },
});
