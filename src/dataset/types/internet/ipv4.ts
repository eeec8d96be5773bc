import { Type } from '@sinclair/typebox';
import { sql } from '../../../sql/sql.ts';
import { parameters } from '../../parameters.ts';
import { readCidr, type AddressRange } from '../../semantic/cidr.ts';
import { defineType } from '../../value-type.ts';

/** Where addresses of single hosts lie: 1.0.0.0 to 223.255.255.255. */
const ofHosts: AddressRange = { first: 2 ** 24, count: 223 * 2 ** 24 };

export default defineType({
  id: 'ipv4',
  category: 'internet',
  description: 'Addresses of IPv4. Those of public ranges may be in use.',
  examples: ['192.0.2.17', '10.3.200.8'],
  parameters: parameters({
    range: Type.Optional(
      Type.String({
        description: 'The range that they are of, such as `10.0.0.0/8`. Default: any from 1.0.0.0 to 223.255.255.255.',
      }),
    ),
  }),
  isOrdered: false,
  sqlType: () => 'VARCHAR',
  loadType: () => ({ type: 'text', length: 15 }),
  space: ({ with: { range } }) => BigInt(rangeOf(range).count),
  nth(context, n) {
    const address = context.let(sql`(${n} + ${rangeOf(context.with.range).first})::uinteger`);
    const octets = [24, 16, 8, 0].map((shift) => sql`((${address} >> ${shift}) & 255)`);
    return sql`concat(${octets[0]!}, '.', ${octets[1]!}, '.', ${octets[2]!}, '.', ${octets[3]!})`;
  },
  problems: ({ with: { range } }) =>
    range === undefined || readCidr(range) !== undefined
      ? []
      : [{ key: 'range', message: `"${range}" is no range of addresses`, hint: 'Write one such as 10.0.0.0/8.' }],
});

function rangeOf(range: string | undefined): AddressRange {
  return (range === undefined ? undefined : readCidr(range)) ?? ofHosts;
}
