import { Big } from 'big.js';
import { FaultlineError } from '../model/errors.ts';
import { formatTable, type Column, type Table } from '../model/table.ts';

/** Smallest and largest number that a column's type holds. */
export interface NumberRange {
  readonly min: Big;
  readonly max: Big;
}

/** @returns undefined where the type sets no bounds that can be told from its name: floats, decimals without a precision */
export function numberRange(column: Column): NumberRange | undefined {
  if (column.range) return { min: new Big(column.range.min), max: new Big(column.range.max) };
  if (column.kind !== 'decimal' || column.precision === undefined) return undefined;
  const scale = column.scale ?? 0;
  const max = new Big(`1e${column.precision - scale}`).minus(`1e${-scale}`);
  return { min: max.times(-1), max };
}

/** Whether the range holds the number. */
export function holds(range: NumberRange, number: Big): boolean {
  return number.gte(range.min) && number.lte(range.max);
}

/**
 * The error for values that a column's type does not hold.
 * @param reached the value farthest out @param hint the way out, as a sentence
 */
export function outOfRange(
  table: Table,
  column: Column,
  range: NumberRange,
  reached: Big,
  hint: string,
): FaultlineError {
  const end = reached.gt(range.max) ? `ends at ${range.max.toFixed()}` : `starts at ${range.min.toFixed()}`;
  const subject = `${formatTable(table.name)}.${column.name} (${column.type})`;
  const value = reached.round(column.scale ?? 2).toFixed();
  return new FaultlineError('VALUE_OUT_OF_RANGE', `the values would reach ${value}, but ${subject} ${end}`, { hint });
}

/** The smallest of some numbers, at least one. */
export function least(first: Big, ...others: readonly Big[]): Big {
  let smallest = first;
  for (const other of others) if (other.lt(smallest)) smallest = other;
  return smallest;
}
