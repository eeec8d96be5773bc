import { Type } from '@sinclair/typebox';
import type { Sql } from '../../../model/sql.ts';
import { castTo } from '../../../engine/duckdb/cast.ts';
import { decisionTree } from '../../compile/decision-tree.ts';
import { boundsOf } from '../../compile/discrete-rank.ts';
import { double } from '../../double.ts';
import { mixedProblems, mixedTypes, type MixtureParameters } from '../../mixture/mixed-types.ts';
import { parameters } from '../../parameters.ts';
import { shareSchema } from '../../read-share.ts';
import { defineType, type ValueContext } from '../../value-type.ts';

export default defineType({
  id: 'mixture',
  category: 'basic',
  description: 'Values of several types, each with its share: texts, unless all are of one type.',
  examples: ['k3vqm0atz1', 'unknown', '+49 30 901820'],
  parameters: parameters({
    of: Type.Array(
      Type.Object(
        {
          type: Type.String({ minLength: 1, description: 'A type of values; its parameters stand beside it.' }),
          share: Type.Optional(
            shareSchema('How often values are of the type. Absent everywhere = each as often as any other.'),
          ),
        },
        { additionalProperties: true },
      ),
      {
        minItems: 1,
        maxItems: 100,
        description:
          'The types: `[{type: integer, from: 1, to: 9, share: 90%}, {type: enum, values: [-1], share: 10%}]`.',
      },
    ),
  }),
  isOrdered: false,
  sqlType: (context) => mixedTypes(context).sqlType,
  loadType: (context) => mixedTypes(context).loadType,
  space: (context) => BigInt(Math.max(1, context.rows)),
  // Types may have values in common: how many differ cannot be laid down.
  isWeighted: () => true,
  nth: (context) => mixed(context),
  random: (context) => mixed(context),
  problems: (context) => mixedProblems(context),
});

function mixed(context: ValueContext<MixtureParameters>): Sql {
  const { parts, sqlType } = mixedTypes(context);
  const values = parts.map((part, index) => castTo(context.part(`mixture.${index}`, part), sqlType));
  const bounds = boundsOf(parts.map(({ share }) => share)).slice(0, -1);
  return decisionTree(context.let(context.uniform('mixture')), bounds.map(double), values);
}
