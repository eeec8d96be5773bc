import { Type } from '@sinclair/typebox';
import type { Sql } from '../../../model/sql.ts';
import { join, sql } from '../../../sql/sql.ts';
import { parameters } from '../../parameters.ts';
import { defineType, type ValueContext } from '../../value-type.ts';

const lengths = { minimum: 1, maximum: 10_000 };

/** So many bytes tell different values apart: 2^56 of them. */
const mostNumbered = 7;

export default defineType({
  id: 'binary',
  category: 'basic',
  description: 'Random bytes.',
  examples: ['9f86d081884c7d65', '00ff'],
  parameters: parameters({
    min: Type.Integer({ ...lengths, default: 16, description: 'Bytes of the shortest value.' }),
    max: Type.Optional(
      Type.Integer({ ...lengths, description: 'Bytes of the longest value. Default: as many as the shortest.' }),
    ),
  }),
  isOrdered: false,
  sqlType: () => 'BLOB',
  loadType: ({ with: { min, max = min } }) => ({ type: 'binary', length: max }),
  space: ({ with: { min } }) => 1n << BigInt(8 * Math.min(min, mostNumbered)),
  nth(context, n) {
    const decided = 8 * Math.min(context.with.min, mostNumbered);
    const rest = (1n << BigInt(64 - decided)) - 1n;
    const first = sql`(((${n})::ubigint << ${64 - decided}) | (${context.bits('bytes.0')} & ${rest}::ubigint))`;
    return bytes(context, first);
  },
  random: (context) => bytes(context, context.bits('bytes.0')),
  problems: ({ with: { min, max = min } }) =>
    min > max
      ? [{ key: 'max', message: 'the longest value is shorter than the shortest', hint: 'Exchange min and max.' }]
      : [],
});

/** Bytes, the first eight of which are those of a UBIGINT, cut to a length, which is drawn where values differ in theirs. */
function bytes(context: ValueContext<{ readonly min: number; readonly max?: number }>, first: Sql): Sql {
  const { min, max = min } = context.with;
  const words = Array.from({ length: Math.ceil(max / 8) - 1 }, (_, index) => context.bits(`bytes.${index + 1}`));
  const whole = join(
    [first, ...words].map((word) => sql`(${word})::bit::blob`),
    sql` || `,
  );
  if (min === max && max % 8 === 0) return sql`(${whole})`;
  const length = min === max ? sql`${max}` : sql`${min} + ${context.below(max - min + 1, 'length')}`;
  return sql`array_slice(${whole}, 1, ${length})`;
}
