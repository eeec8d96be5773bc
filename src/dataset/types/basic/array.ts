import { Type } from '@sinclair/typebox';
import { join, sql } from '../../../sql/sql.ts';
import { asJson } from '../../as-json.ts';
import { parameters } from '../../parameters.ts';
import { partProblems, partSchema, readPart } from '../../read-part.ts';
import { defineType, type ValueContext } from '../../value-type.ts';
import { wholeDistribution } from '../../distribution/distribution.ts';
import { lengthOf, lengthProblems, type LengthParameters } from '../../distribution/length.ts';

/** Elements of the longest list: each is made for every row, whether it is kept or not. */
const most = 100;

export default defineType({
  id: 'array',
  category: 'basic',
  description: 'Lists of values of one type, as JSON.',
  examples: ['["red","green"]', '[3,1,4]'],
  parameters: parameters({
    of: partSchema('The type of the elements.'),
    min: Type.Integer({ minimum: 0, maximum: most, default: 0, description: 'Elements of the shortest list.' }),
    max: Type.Integer({ minimum: 0, maximum: most, default: 5, description: 'Elements of the longest list.' }),
    lengths: wholeDistribution,
  }),
  isOrdered: false,
  sqlType: () => 'JSON',
  loadType: () => ({ type: 'json' }),
  // Lists are as many as their elements make, and are not told apart by a number.
  space: () => 1n << 62n,
  isWeighted: () => true,
  nth: (context) => list(context),
  random: (context) => list(context),
  problems: (context) => [
    ...lengthProblems(context.with),
    ...partProblems(context.with.of, context, 'of', 'the elements'),
  ],
});

function list(context: ValueContext<LengthParameters & { readonly of: Parameters<typeof readPart>[0] }>) {
  const { of, min, max } = context.with;
  const part = readPart(of, context);
  const elements = Array.from(
    { length: max },
    (_, index) => sql`to_json(${asJson(part, context, context.part(String(index), part))})`,
  );
  if (max === 0) return sql`'[]'`;
  const whole = sql`[${join(elements)}]`;
  return sql`to_json(${min === max ? whole : sql`list_slice(${whole}, 1, ${lengthOf(context, context.with)})`})`;
}
