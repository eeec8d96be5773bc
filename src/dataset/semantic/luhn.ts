import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';

/** Half of the digits at a time fit into 32 bits, whose divisions are quicker. */
const half = 8;

/**
 * The check digit that goes behind a number by the algorithm of Luhn (ISO/IEC 7812-1, annex B): every other digit from the
 * last one on is doubled, and of two digits the sum is taken. Twice a digit and one more from 5 on has the same last digit.
 * @param number BIGINT of at most 16 digits
 * @param step names an intermediate value
 * @returns 0 to 9
 */
export function luhnDigit(number: Sql, step: (expression: Sql) => Sql): Sql {
  const halves = [sql`(${number} % 100000000)::integer`, sql`(${number} // 100000000)::integer`].map(step);
  const terms = halves.flatMap((value) => Array.from({ length: half }, (_, place) => termOf(value, place)));
  return sql`(10 - (${terms.reduce((sum, term) => sql`${sum} + ${term}`)}) % 10) % 10`;
}

function termOf(value: Sql, place: number): Sql {
  const digit = sql`(${value} // ${10 ** place}) % 10`;
  return place % 2 === 1 ? digit : sql`(${digit}) * 2 + (${digit}) // 5`;
}
