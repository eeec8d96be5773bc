import { Big } from 'big.js';
import type { RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { sql } from '../sql/sql.ts';
import { keptNumber } from './kept-number.ts';

/** The number made larger or smaller by the amplitude in percent, either one by a draw for each row. @param number in the column's own arithmetic */
export function changedByShare(context: RowContext, number: Sql): Sql {
  const [more, less] = factors(context.amplitude);
  const { dialect, column } = context;
  const factor = sql`case ${context.draw('value', 2)} when ${dialect.integer(0)} then ${dialect.number(more.toFixed(), column)} else ${dialect.number(less.toFixed(), column)} end`;
  return keptNumber(context, context.bind(sql`${number} * ${factor}`));
}

/** What numbers are multiplied by at an amplitude in percent: more than 1, and less. */
export function factors(amplitude: Big | string): readonly [Big, Big] {
  const share = new Big(amplitude).times('0.01');
  return [share.plus(1), new Big(1).minus(share)];
}
