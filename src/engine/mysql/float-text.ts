import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import type { Product } from './product.ts';

/**
 * A float as people and other engines write it: digits without an exponent from 0.0001 up to 2^63, single precision
 * as the double that it is. From 2^53 on, where a double no longer tells whole numbers from their neighbours, they are
 * written in full. MySQL's own text has the shortest digits, too, but begins its exponents elsewhere and writes them
 * without sign and leading zero.
 */
export function floatText(value: Sql, product: Product): Sql {
  const double = sql`cast(${value} as double)`;
  const text = ownText(double, product);
  return sql`case
    when ${double} = 0 then ${text}
    when abs(${double}) < 1e-4 and locate('e', ${text}) = 0 then ${smallText(text)}
    when abs(${double}) < 1e-4 or abs(${double}) >= 9.2e18 then ${exponentText(text)}
    when abs(${double}) >= 9007199254740992e0 then cast(cast(${double} as signed) as char)
    when abs(${double}) >= 1e15 then trim(trailing '.' from trim(trailing '0' from cast(cast(${text} as decimal(20, 4)) as char)))
    else ${text} end`;
}

/** The text of an expression has 22 characters on MySQL, too few for some doubles; that of a JSON number has room, and `.0` behind whole ones. */
function ownText(double: Sql, product: Product): Sql {
  return product === 'MySQL'
    ? sql`trim(trailing '.0' from cast(cast(${double} as json) as char))`
    : sql`cast(${double} as char)`;
}

/** `1.5e300` becomes `1.5e+300`, `2e-7` becomes `2e-07`. */
function exponentText(text: Sql): Sql {
  return withExponent(sql`substring_index(${text}, 'e', 1)`, sql`cast(substring_index(${text}, 'e', -1) as signed)`);
}

/** `-0.00001234` becomes `-1.234e-05`. */
function smallText(text: Sql): Sql {
  const fraction = sql`substring_index(${text}, '.', -1)`;
  const digits = sql`trim(leading '0' from ${fraction})`;
  const others = sql`substring(${digits}, 2)`;
  const sign = sql`case when ${text} like '-%' then '-' else '' end`;
  const point = sql`case when ${others} = '' then '' else '.' end`;
  const mantissa = sql`concat(${sign}, left(${digits}, 1), ${point}, ${others})`;
  return withExponent(mantissa, sql`char_length(${digits}) - char_length(${fraction}) - 1`);
}

function withExponent(mantissa: Sql, exponent: Sql): Sql {
  const sign = sql`case when ${exponent} < 0 then '-' else '+' end`;
  const padding = sql`case when abs(${exponent}) < 10 then '0' else '' end`;
  return sql`concat(${mantissa}, 'e', ${sign}, ${padding}, abs(${exponent}))`;
}
