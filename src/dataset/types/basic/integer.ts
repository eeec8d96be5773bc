import { Type } from '@sinclair/typebox';
import { sql } from '../../../sql/sql.ts';
import { parameters } from '../../parameters.ts';
import { defineType } from '../../value-type.ts';

export default defineType({
  id: 'integer',
  category: 'basic',
  description: 'Whole numbers of 64 bits.',
  examples: ['1', '42', '-7'],
  parameters: parameters({
    from: Type.Integer({ default: 1, description: 'The lowest number.' }),
    to: Type.Optional(
      Type.Integer({
        description: 'The highest number. Default: as many above the lowest as the table has rows, less one.',
      }),
    ),
  }),
  isOrdered: true,
  sqlType: () => 'BIGINT',
  loadType: () => ({ type: 'integer' }),
  space: ({ with: { from, to }, rows }) => BigInt(to ?? from + Math.max(1, rows) - 1) - BigInt(from) + 1n,
  nth: ({ with: { from } }, n) => sql`${n} + ${BigInt(from)}::bigint`,
  problems: ({ with: { from, to } }) =>
    to !== undefined && to < from
      ? [{ key: 'to', message: `the highest number ${to} is below the lowest, ${from}`, hint: 'Exchange them.' }]
      : [],
});
