import { Type } from '@sinclair/typebox';
import type { Sql } from '../../../model/sql.ts';
import { join, sql } from '../../../sql/sql.ts';
import { parameters } from '../../parameters.ts';
import { defineType, type ValueContext } from '../../value-type.ts';

const groupsOfAddress = 8;

/** Values of a group. None is 0, so that nothing is to be shortened (RFC 5952). */
const groupSpace = 65_535n;

/** So many groups tell different addresses apart: as many as one number of 60 bits can hold. */
const mostDecided = 3;

export default defineType({
  id: 'ipv6',
  category: 'internet',
  description: 'Addresses of IPv6 as RFC 5952 writes them; by default of the range that is reserved for documentation.',
  examples: ['2001:db8:7c1:a02f:51:9e3b:c4d:1f'],
  parameters: parameters({
    prefix: Type.String({
      pattern: '^[1-9a-f][0-9a-f]{0,3}(:[1-9a-f][0-9a-f]{0,3}){0,6}$',
      default: '2001:db8',
      description: 'The groups with which they begin, in lower case and without leading zeros.',
    }),
  }),
  isOrdered: false,
  sqlType: () => 'VARCHAR',
  loadType: () => ({ type: 'text', length: 39 }),
  space: ({ with: { prefix } }) => groupSpace ** BigInt(Math.min(mostDecided, freeGroups(prefix))),
  nth(context, n) {
    const number = context.let(n);
    const count = Math.min(mostDecided, freeGroups(context.with.prefix));
    const decided = Array.from({ length: count }, (_, index) => {
      const below = groupSpace ** BigInt(count - 1 - index);
      return sql`(${number} // ${below}::bigint) % ${groupSpace}::bigint`;
    });
    return written(context, decided);
  },
  random: (context) => written(context, []),
});

function freeGroups(prefix: string): number {
  return groupsOfAddress - prefix.split(':').length;
}

/** @param first the first groups behind the prefix, less 1; the others are random */
function written(context: ValueContext<{ readonly prefix: string }>, first: readonly Sql[]): Sql {
  const { prefix } = context.with;
  const groups = Array.from({ length: freeGroups(prefix) }, (_, index) => {
    const group = first[index] ?? context.below(groupSpace, `group.${index}`);
    return sql`to_base(${group} + 1, 16)`;
  });
  return sql`lower(concat(${prefix}, ':', ${join(groups, sql`, ':', `)}))`;
}
