import { createHash } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import type { Sql } from '../../../model/sql.ts';
import { sql } from '../../../sql/sql.ts';
import { decisionTree } from '../../compile/decision-tree.ts';
import { boundsOf, discreteRank } from '../../compile/discrete-rank.ts';
import { double } from '../../double.ts';
import { isShared, readEnum, type EnumParameters, type EnumValues } from '../../distribution/enum-values.ts';
import { parameters } from '../../parameters.ts';
import { shareSchema, wrongSum } from '../../read-share.ts';
import { defineType, type ValueContext } from '../../value-type.ts';

/** Up to so many values stand in the statement itself. */
const mostInTree = 16;

const value = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] };

export default defineType({
  id: 'enum',
  category: 'basic',
  description: 'One of a list of values, each as likely as any other or with a share of its own.',
  examples: ['basic', 'pro', 'enterprise'],
  parameters: parameters({
    values: Type.Unsafe<EnumParameters['values']>({
      title: 'a list of values, or a mapping of values to shares',
      description:
        'The values, in the order that `ordered` and correlations follow: `[small, medium, large]`, or `{basic: 70%, pro: 25%, enterprise: 5%}`.',
      anyOf: [
        { type: 'array', items: value, minItems: 1, maxItems: 100_000 },
        { type: 'object', additionalProperties: shareSchema('How often the value occurs.'), minProperties: 1 },
      ],
    }),
    as: Type.Optional(
      Type.Union(
        ['text', 'integer', 'decimal', 'float', 'boolean'].map((each) => Type.Literal(each as 'text')),
        { description: 'What the values are. Default: what all of them look like.' },
      ),
    ),
  }),
  isOrdered: true,
  sqlType: ({ with: parameters }) => readEnum(parameters).sqlType,
  loadType: ({ with: parameters }) => readEnum(parameters).loadType,
  space: ({ with: parameters }) => BigInt(readEnum(parameters).texts.length),
  nth: (context, n) => valueAt(context, readEnum(context.with), n),
  quantile(context, u) {
    const values = readEnum(context.with);
    if (values.shares === undefined) return undefined;
    const bounds = boundsOf(values.shares);
    if (values.texts.length <= mostInTree) return decisionTree(u, bounds.slice(0, -1).map(double), literals(values));
    return valueAt(context, values, context.let(discreteRank(context, values.shares, u)));
  },
  isWeighted: ({ with: parameters }) => isShared(parameters),
  problems({ with: parameters }) {
    const { texts, shares, sqlType, pattern } = readEnum(parameters);
    const sum = shares && wrongSum(shares);
    if (sum !== undefined)
      return [{ key: 'values', message: `the shares sum to ${sum}, not to 100%`, hint: 'Change one of them.' }];
    const twice = texts.find((text, index) => texts.indexOf(text) !== index && texts.length <= 1000);
    if (twice !== undefined)
      return [
        {
          key: 'values',
          message: `the value ${twice} stands there twice`,
          hint: 'Write a mapping with shares instead.',
        },
      ];
    const wrong = texts.find((text) => !pattern.test(text));
    if (wrong !== undefined)
      return [{ key: 'values', message: `${wrong} is no ${sqlType}`, hint: 'Change the value, or as.' }];
    return [];
  },
});

function valueAt(context: ValueContext, values: EnumValues, index: Sql): Sql {
  const count = values.texts.length;
  if (count <= mostInTree) {
    const bounds = Array.from({ length: count - 1 }, (_, before) => sql`${before + 1}`);
    return decisionTree(index, bounds, literals(values));
  }
  const text = values.texts.join('\u0000');
  const found = context.lookup(
    {
      name: `enum_${createHash('sha256').update(`${values.sqlType}\u0000${text}`).digest('hex').slice(0, 16)}`,
      columns: { value: 'VARCHAR' },
      values: () => ({ value: values.texts }),
    },
    index,
  );
  return found('value');
}

function literals({ texts }: EnumValues): readonly Sql[] {
  return texts.map((text) => sql`${text}`);
}
