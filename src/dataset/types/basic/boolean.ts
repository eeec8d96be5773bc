import { sql } from '../../../sql/sql.ts';
import { Type } from '@sinclair/typebox';
import { double } from '../../double.ts';
import { parameters } from '../../parameters.ts';
import { readShare, shareSchema } from '../../read-share.ts';
import { defineType } from '../../value-type.ts';

export default defineType({
  id: 'boolean',
  category: 'basic',
  description: 'True or false.',
  examples: ['true', 'false'],
  parameters: parameters({
    share: Type.Unsafe<string | number>({
      ...shareSchema('How often it is true: each row draws by itself.'),
      default: '50%',
    }),
  }),
  isOrdered: true,
  sqlType: () => 'BOOLEAN',
  loadType: () => ({ type: 'boolean' }),
  space: () => 2n,
  nth: (_, n) => sql`(${n} = 1)`,
  quantile: ({ with: { share } }, u) => sql`(${u} >= ${double(1 - readShare(share)!)})`,
  isWeighted: ({ with: { share } }) => readShare(share) !== 0.5,
});
