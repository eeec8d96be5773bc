import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { double } from '../double.ts';
import type { ValueContext } from '../value-type.ts';
import { deviate } from './deviate.ts';

/**
 * A random walk at the row's number, from 0 on: its steps are independent standard normal numbers, and yet any row is
 * made alone. It is the Lévy-Ciesielski construction of Brownian motion (Karatzas and Shreve, "Brownian Motion and
 * Stochastic Calculus", section 2.3): the walk's end is drawn, then its middle given both ends, then the middles of the
 * halves, down to single steps. A row needs one deviate of each level, of which there are log2(rows).
 */
export function walk(context: ValueContext, purpose = 'walk'): Sql {
  const { row, rows } = context;
  const levels = Math.max(1, Math.ceil(Math.log2(Math.max(2, rows))));
  const whole = sql`${row}::double * ${double(2 ** (-levels / 2))} * ${deviate(context, `${purpose}.end`, sql`0::bigint`)}`;
  let sum = whole;
  for (let level = levels; level > 0; level -= 1) {
    const length = 2 ** level;
    // A stretch of this length adds a tent: nothing at its ends, a deviate of variance length / 4 in its middle.
    const tent = sql`(${length / 2} - abs((${row} & ${length - 1}) - ${length / 2}))::double`;
    const drawn = deviate(context, `${purpose}.${level}`, sql`(${row} >> ${level})`);
    sum = sql`${sum} + ${tent} * ${double(length ** -0.5)} * ${drawn}`;
  }
  return sql`(${sum})`;
}
