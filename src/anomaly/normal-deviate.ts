import type { RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { join, sql } from '../sql/sql.ts';

/** Uniform draws that are added up; twelve of them from 0 to 1 have a variance of one. */
const terms = 12;

/** Values of each draw. */
const fineness = 1_000_000;

/** No deviate lies farther from 0, in standard deviations. */
export const farthestDeviate = terms / 2;

/**
 * A draw from the standard normal distribution, in millionths: the sum of twelve uniform draws less six, a whole number
 * on every engine. Mean 0, standard deviation 1, skewness 0, excess kurtosis -0.1 (J. E. Gentle, Random Number
 * Generation and Monte Carlo Methods, 2003, 5.2.1). It takes the purposes `value` to `value.12`.
 */
export function normalDeviate({ dialect, draw }: RowContext): Sql {
  const draws = Array.from(
    { length: terms },
    (_, index) => sql`(${draw(index === 0 ? 'value' : `value.${index + 1}`, fineness)})`,
  );
  return sql`(${join(draws, sql` + `)} - ${dialect.integer((fineness - 1) * farthestDeviate)})`;
}
