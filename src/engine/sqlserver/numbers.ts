import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { raw, sql } from '../../sql/sql.ts';
import { decimalText, integerLiteral } from '../literal.ts';
import { figureText } from './float-text.ts';

type Numbers = Pick<
  Dialect,
  | 'integer'
  | 'decimal'
  | 'number'
  | 'divide'
  | 'remainder'
  | 'round'
  | 'countIf'
  | 'mean'
  | 'total'
  | 'deviation'
  | 'double'
>;

/** Numbers, and figures of many of them. Figures of floats are text: a cast would leave them six digits. */
export const numbers: Numbers = {
  integer: integerLiteral,
  decimal: decimalLiteral,
  number: (value, column) =>
    column.kind === 'float' ? raw(`cast(${decimalText(value)} as float)`) : decimalLiteral(value),

  divide: (dividend, divisor) => sql`(cast(${dividend} as bigint) / cast(${divisor} as bigint))`,
  remainder: (dividend, divisor) => sql`(cast(${dividend} as bigint) % cast(${divisor} as bigint))`,
  round: (value, scale) => sql`round(${value}, ${raw(String(Math.trunc(scale)))})`,

  countIf: (condition) => sql`count(case when ${condition} then 1 end)`,
  // An average of whole numbers would be a whole number: https://learn.microsoft.com/en-us/sql/t-sql/functions/avg-transact-sql
  mean: (value, column) => figureText(sql`avg(${tame(value, column)})`),
  total: (value, column) =>
    hasRoom(column)
      ? sql`cast(sum(cast(${value} as decimal(38, ${raw(String(column.scale ?? 0))}))) as nvarchar(41))`
      : figureText(sql`sum(${tame(value, column)})`),
  deviation: (value) => figureText(sql`stdevp(${bounded(value)})`),
  double: bounded,
};

/** Of exactly the precision that the digits need: products of decimals add their precisions, and beyond 38 digits they lose some behind the point. */
function decimalLiteral(value: string): Sql {
  const [whole = '', fraction = ''] = decimalText(value)
    .replace('-', '')
    .replace(/^0+(?=\d)/, '')
    .split('.');
  const precision = (whole === '0' ? 0 : whole.length) + fraction.length;
  if (precision > 38)
    throw new FaultlineError('VALUE_OUT_OF_RANGE', `${value} has more than the 38 digits of a SQL Server decimal`);
  return raw(`cast(${value} as decimal(${Math.max(precision, 1)}, ${fraction.length}))`);
}

/** Whether a billion values can be added up exactly: sums of decimals have no more than 38 digits. */
function hasRoom({ kind, precision }: Column): boolean {
  return kind === 'integer' || (kind === 'decimal' && (precision ?? 38) <= 29);
}

function tame(value: Sql, column: Column): Sql {
  return column.kind === 'float' ? bounded(value) : sql`cast(${value} as float)`;
}

/** Squares and sums of larger values overflow, which is an error. */
function bounded(value: Sql): Sql {
  return sql`case when abs(cast(${value} as float)) < 1e150 then cast(${value} as float) end`;
}
