import type { Sql } from '../../../model/sql.ts';
import { sql } from '../../../sql/sql.ts';
import { parameters } from '../../parameters.ts';
import { defineType } from '../../value-type.ts';

/** Bits of the first half besides the version's four. */
const freeBits = 60n;

export default defineType({
  id: 'uuid',
  category: 'basic',
  description: 'Random UUIDs of version 4 (RFC 9562).',
  examples: ['3d813cbb-47fb-4aba-91df-831e1593ac29'],
  parameters: parameters({}),
  isOrdered: false,
  sqlType: () => 'UUID',
  loadType: () => ({ type: 'uuid', length: 36 }),
  space: () => 1n << freeBits,
  nth(context, n) {
    const number = context.let(sql`(${n})::ubigint`);
    return ofHalves(sql`((${number} >> 12) << 16) | (${number} & 4095)`, context.bits('uuid'));
  },
  random: (context) => ofHalves(sql`${context.bits()} & ${0xffff_ffff_ffff_0fffn}::ubigint`, context.bits('uuid')),
});

/** Sets version and variant. A blob of 16 bytes, high byte first, is what DuckDB makes of the bits of a UHUGEINT. */
function ofHalves(first: Sql, second: Sql): Sql {
  const high = sql`((${first}) | 16384)::uhugeint << 64`;
  const low = sql`((${second} & ${0x3fff_ffff_ffff_ffffn}::ubigint) | ${0x8000_0000_0000_0000n}::ubigint)`;
  return sql`((${high}) | ${low})::bit::blob::uuid`;
}
