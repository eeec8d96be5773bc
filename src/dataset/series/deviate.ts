import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { uniformOf } from '../compile/draws.ts';
import { double } from '../double.ts';
import type { ValueContext } from '../value-type.ts';

/**
 * A standard normal number (Box and Muller, "A note on the generation of random normal deviates", 1958): half the price
 * of a quantile, for what need not be ordered. A power is quicker than a root in DuckDB.
 * @param of a BIGINT in place of the row's number
 */
export function deviate(context: ValueContext, purpose: string, of?: Sql): Sql {
  const radius = sql`pow(-2::double * ln(${uniformOf(context.bits(`${purpose}.radius`, of))}), 0.5::double)`;
  return sql`(${radius} * cos(${double(2 * Math.PI)} * ${uniformOf(context.bits(`${purpose}.angle`, of))}))`;
}
