import { Type } from '@sinclair/typebox';
import { join, sql } from '../../../sql/sql.ts';
import { asJson } from '../../as-json.ts';
import { parameters } from '../../parameters.ts';
import { partProblems, partSchema, readPart } from '../../read-part.ts';
import { readShare, shareSchema } from '../../read-share.ts';
import { double } from '../../double.ts';
import { defineType, type ValueContext } from '../../value-type.ts';

export default defineType({
  id: 'json',
  category: 'basic',
  description: 'JSON objects, each member of a type of its own.',
  examples: ['{"plan":"pro","seats":12}'],
  parameters: parameters({
    members: Type.Record(Type.String(), partSchema('A member: a type, or a mapping with type and its parameters.'), {
      description: 'Members by name, in their order: `{plan: {type: enum, values: [free, pro]}, seats: integer}`.',
      minProperties: 1,
      maxProperties: 100,
    }),
    missing: Type.Optional(
      Type.Record(Type.String(), shareSchema('How often the member is null.'), {
        description: 'How often members are null, by name: each row draws by itself. Default: never.',
      }),
    ),
  }),
  isOrdered: false,
  sqlType: () => 'JSON',
  loadType: () => ({ type: 'json' }),
  // Objects are as many as their members make, and are not told apart by a number.
  space: () => 1n << 62n,
  isWeighted: () => true,
  nth: (context) => object(context),
  random: (context) => object(context),
  problems(context) {
    const { members, missing = {} } = context.with;
    const unknown = Object.keys(missing).find((name) => !(name in members));
    if (unknown !== undefined)
      return [{ key: 'missing', message: `there is no member ${unknown}`, hint: 'Name one of the members.' }];
    return Object.entries(members).flatMap(([name, part]) => partProblems(part, context, 'members', name));
  },
});

function object(
  context: ValueContext<{
    readonly members: Readonly<Record<string, Parameters<typeof readPart>[0]>>;
    readonly missing?: Readonly<Record<string, string | number>>;
  }>,
) {
  const { members, missing = {} } = context.with;
  const pairs = Object.entries(members).map(([name, written]) => {
    const part = readPart(written, context);
    const value = asJson(part, context, context.part(name, part));
    const share = readShare(missing[name]) ?? 0;
    const shown =
      share === 0 ? value : sql`case when ${context.uniform(`missing.${name}`)} >= ${double(share)} then ${value} end`;
    return sql`${name}, ${shown}`;
  });
  return sql`json_object(${join(pairs)})`;
}
