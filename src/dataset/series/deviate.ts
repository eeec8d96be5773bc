import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { double } from '../double.ts';
import type { ValueContext } from '../value-type.ts';

/**
 * A standard normal number (Box and Muller, "A note on the generation of random normal deviates", 1958): half the price
 * of a quantile, for what need not be ordered. One draw makes both of its numbers: 40 bits the radius, 24 the angle. A power is
 * quicker than a root in DuckDB.
 * @param of a BIGINT in place of the row's number
 */
export function deviate(context: ValueContext, purpose: string, of?: Sql): Sql {
  const bits = context.bits(purpose, of);
  const radius = sql`pow(${double(-2)} * ln(((${bits} >> 24)::double + 0.5::double) * ${double(2 ** -40)}), 0.5::double)`;
  return sql`(${radius} * cos((${bits} & 16777215)::double * ${double((2 * Math.PI) / 2 ** 24)}))`;
}
