import { Type } from '@sinclair/typebox';
import type { Sql } from '../../../model/sql.ts';
import { sql } from '../../../sql/sql.ts';
import { digitsOf, randomText } from '../../alphabet.ts';
import { parameters } from '../../parameters.ts';
import { defineType, type ValueContext } from '../../value-type.ts';

const lengths = { minimum: 1, maximum: 10_000 };

/** So many bytes tell different values apart: 2^56 of them. */
const mostNumbered = 7;

const digits = [...'0123456789ABCDEF'];

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
    const { min, max = min } = context.with;
    const numbered = Math.min(min, mostNumbered);
    const head = digitsOf(context, n, 2 * numbered, digits);
    return bytes(
      context,
      max === numbered ? head : sql`concat(${head}, ${randomText(context, 2 * (max - numbered), digits)})`,
    );
  },
  random: (context) => bytes(context, randomText(context, 2 * (context.with.max ?? context.with.min), digits)),
  problems: ({ with: { min, max = min } }) =>
    min > max
      ? [{ key: 'max', message: 'the longest value is shorter than the shortest', hint: 'Exchange min and max.' }]
      : [],
});

/** The bytes of hexadecimal digits, cut to a length, which is drawn where values differ in theirs. */
function bytes(context: ValueContext<{ readonly min: number; readonly max?: number }>, text: Sql): Sql {
  const { min, max = min } = context.with;
  if (min === max) return sql`unhex(${text})`;
  return sql`unhex(substr(${text}, 1, 2 * (${min} + ${context.below(max - min + 1, 'length')})))`;
}
