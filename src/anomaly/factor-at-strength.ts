import type { Big } from 'big.js';
import type { RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { sql } from '../sql/sql.ts';

/** Digits behind the point of the factor, where it follows a shape. */
const factorScale = 6;

/** What a number is multiplied by that changes by a share of itself: 1 + share · strength, in the column's own arithmetic. */
export function factorAtStrength(
  { dialect, column, strength }: Pick<RowContext, 'dialect' | 'column' | 'strength'>,
  share: Big,
): Sql {
  if (strength === undefined) return dialect.number(share.plus(1).toFixed(), column);
  const perMillionth = share.times('0.000001').toFixed();
  const factor = sql`(${dialect.number('1', column)} + (${strength}) * ${dialect.number(perMillionth, column)})`;
  return column.kind === 'float' ? factor : dialect.round(factor, factorScale);
}

/** The factors at full strength: on both sides of 1 where the shape swings. */
export function factorsAtStrength({ step }: Pick<RowContext, 'step'>, share: Big): readonly Big[] {
  const swings = step.shape === 'oscillating' ? [share, share.times(-1)] : [share];
  return swings.map((each) => each.plus(1));
}
