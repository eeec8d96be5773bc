import { Type } from '@sinclair/typebox';
import { Big } from 'big.js';
import type { Sql } from '../../../model/sql.ts';
import { castTo } from '../../../engine/duckdb/cast.ts';
import { sql } from '../../../sql/sql.ts';
import { continuousDistribution } from '../../distribution/distribution.ts';
import { rangeProblems, stretchProblems, type RangeProblem } from '../../distribution/range-problems.ts';
import { rangesSchema } from '../../distribution/range-schema.ts';
import {
  digitsBehindPoint,
  readStretches,
  type RangeParameters,
  type Written,
} from '../../distribution/read-stretches.ts';
import type { Stretches } from '../../distribution/stretch.ts';
import { nthOf, quantileOf, spaceOf } from '../../distribution/stretch-values.ts';
import { parameters } from '../../parameters.ts';
import { defineType } from '../../value-type.ts';

/** So many digits fit into 64 bits. */
const mostDigits = 18;

const number = (description: string) =>
  Type.Unsafe<Written>({
    title: 'a number such as 12.50',
    description,
    anyOf: [{ type: 'number' }, { type: 'string', pattern: '^-?\\d{1,18}(\\.\\d{1,18})?$' }],
  });

export default defineType({
  id: 'decimal',
  category: 'basic',
  description: 'Decimal numbers, exact to their last digit.',
  examples: ['19.99', '0.05', '-3.10'],
  parameters: parameters({
    from: Type.Optional(number('The lowest number. Default: 0, or where the distribution begins.')),
    to: Type.Optional(number('The highest number. Default: 1000, or where the distribution ends.')),
    scale: Type.Integer({ minimum: 0, maximum: mostDigits - 1, default: 2, description: 'Digits behind the point.' }),
    precision: Type.Integer({ minimum: 1, maximum: mostDigits, default: mostDigits, description: 'Digits in all.' }),
    distribution: continuousDistribution,
    ranges: rangesSchema(number, continuousDistribution),
  }),
  isOrdered: true,
  sqlType: ({ with: { scale, precision } }) => `DECIMAL(${precision}, ${scale})`,
  loadType: ({ with: { scale, precision } }) => ({ type: 'decimal', precision, scale }),
  space: ({ with: range }) => spaceOf(numbers(range)),
  nth: ({ with: range }, n) => pointed(nthOf(numbers(range), n), numbers(range)),
  quantile(context, u) {
    const units = quantileOf(context, numbers(context.with), u);
    return units && pointed(units, numbers(context.with));
  },
  isWeighted: ({ with: range }) => numbers(range).isWeighted,
  problems({ with: range }) {
    const problems = [...rangeProblems(range), ...digitProblems(range)];
    return problems.length > 0 ? problems : stretchProblems(numbers(range));
  },
});

interface Parameters extends RangeParameters {
  readonly scale: number;
  readonly precision: number;
}

function numbers(range: Parameters): Stretches {
  const { scale, precision } = range;
  const most = 10n ** BigInt(precision) - 1n;
  const usual = 1000n * 10n ** BigInt(scale);
  return readStretches(range, { scale, from: 0n, to: () => (usual < most ? usual : most), least: -most, most });
}

/** A number of units with its point. As few digits as do: up to 18 of them are multiplied as whole numbers of 64 bits. */
function pointed(units: Sql, { scale, stretches }: Stretches): Sql {
  if (scale === 0) return units;
  const digits = Math.max(...stretches.flatMap(({ from, to }) => [from, to].map(digitsOf)));
  const unit = castTo(sql`${`0.${'1'.padStart(scale, '0')}`}`, `DECIMAL(${scale}, ${scale})`);
  return sql`(${castTo(units, `DECIMAL(${digits}, 0)`)} * ${unit})`;
}

function digitsOf(units: bigint): number {
  return String(units).replace('-', '').length;
}

function digitProblems({ scale, precision, from, to, ranges = [] }: Parameters): readonly RangeProblem[] {
  // DuckDB writes numbers of no digit before the point without their zero: `.5`.
  if (scale >= precision)
    return [
      {
        key: 'scale',
        message: `${scale} digits behind the point leave none of ${precision} before it`,
        hint: 'Lower scale, or raise precision.',
      },
    ];
  const written = [
    { key: 'from', value: from },
    { key: 'to', value: to },
    ...ranges.flatMap((range) => [range.from, range.to].map((value) => ({ key: 'ranges', value }))),
  ];
  return written.flatMap(({ key, value }) => {
    if (value === undefined) return [];
    if (digitsBehindPoint(value) > scale)
      return [
        { key, message: `${value} has more than ${scale} digits behind the point`, hint: 'Raise scale, or round it.' },
      ];
    if (new Big(value).abs().gte(new Big(10).pow(precision - scale)))
      return [
        {
          key,
          message: `${value} has more than ${precision - scale} digits before the point`,
          hint: 'Raise precision, or lower scale.',
        },
      ];
    return [];
  });
}
