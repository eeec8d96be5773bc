import type { Big } from 'big.js';
import type { ColumnContext, RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { sql } from '../sql/sql.ts';

/** Digits behind the point, beyond those of the column, to which a literal is written; no engine takes any number of them. */
const guardDigits = 12;

/** One, in millionths. */
export const full = 1_000_000;

/** Significant digits of a literal. A figure of the survey has half as many. */
const significant = 12;

/** A number in the column's own arithmetic, written with as many digits as matter to it. */
export function numberLiteral({ dialect, column }: ColumnContext, number: Big): Sql {
  const written = number.prec(significant, 1);
  if (column.kind === 'float') return dialect.number(written.toFixed(), column);
  return dialect.number(written.round((column.scale ?? guardDigits) + guardDigits, 1).toFixed(), column);
}

/** Millionths of a number, in the column's own arithmetic. @param millionths a whole number of 64 bits in SQL */
export function millionthsOf(context: ColumnContext, millionths: Sql, number: Big): Sql {
  return sql`(${millionths}) * ${numberLiteral(context, number.times('0.000001'))}`;
}

/** The number at the strength that the shape has at the row's time. */
export function atStrength(context: RowContext, number: Big): Sql {
  return context.strength ? millionthsOf(context, context.strength, number) : numberLiteral(context, number);
}
