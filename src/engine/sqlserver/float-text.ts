import type { Sql } from '../../model/sql.ts';
import { raw, sql } from '../../sql/sql.ts';

/**
 * The shortest digits that lead back to the number, without an exponent from 1e-4 to 2^63; whole numbers from 2^53 on
 * are written in full. Style 3 writes 17 digits, `1.0000000000000001e-001`; rounded to 15 or 16 they are taken where they
 * still read as the same number.
 * https://learn.microsoft.com/en-us/sql/t-sql/functions/cast-and-convert-transact-sql#float-and-real-styles
 */
export function floatText(value: Sql): Sql {
  const float = sql`cast(${value} as float)`;
  const written = sql`ltrim(convert(varchar(40), abs(${float}), 3))`;
  const digits = sql`cast(left(${written}, 18) as decimal(18, 16))`;
  const rounded = (scale: 14 | 15) => sql`round(${digits}, ${raw(String(scale))})`;
  const leadsBack = (scale: 14 | 15) =>
    // Rounded up, the largest number is too large.
    sql`try_cast(cast(${rounded(scale)} as varchar(20)) + substring(${written}, 19, 6) as float) = abs(${float})`;
  const shortest = sql`case when ${leadsBack(14)} then ${rounded(14)} when ${leadsBack(15)} then ${rounded(15)} else ${digits} end`;
  const exponent = sql`cast(substring(${written}, 20, 5) as int)`;
  return sql`case when abs(${float}) >= 9007199254740992 and abs(${float}) < 9.2e18
      then cast(cast(${float} as bigint) as nvarchar(30))
      else ${sign(float)} + ${plain(sql`replace(cast(cast(${shortest} as decimal(18, 16)) as varchar(20)), '.', '')`, exponent)} end`;
}

/** A float bears its sign in its first bit, and zero has one, too. */
function sign(float: Sql): Sql {
  return sql`case when cast(${float} as binary(8)) >= 0x8000000000000000 then N'-' else N'' end`;
}

/** @param digits 17 of them, the first one before the point */
function plain(digits: Sql, exponent: Sql): Sql {
  const isPlain = sql`${exponent} between -4 and 15`;
  const place = sql`(case when ${isPlain} then ${exponent} else 0 end)`;
  const zerosBefore = sql`(abs(${place}) - ${place}) / 2`;
  const point = sql`(abs(${place}) + ${place}) / 2 + 2`;
  const pointed = sql`stuff(replicate('0', ${zerosBefore}) + ${digits}, ${point}, 0, '.')`;
  const written = sql`N'e' + case when ${exponent} < 0 then N'-' else N'+' end
      + case when abs(${exponent}) < 10 then N'0' else N'' end + cast(abs(${exponent}) as nvarchar(3))`;
  return sql`${withoutZeros(pointed)} + case when ${isPlain} then N'' else ${written} end`;
}

/** Without zeros at the end of a fraction, and without a point that they leave at the end. */
export function withoutZeros(number: Sql): Sql {
  const cut = sql`replace(rtrim(replace(${number}, '0', ' ')), ' ', '0')`;
  return sql`replace(rtrim(replace(${cut}, '.', ' ')), ' ', '.')`;
}

/** A float as a plain decimal of 15 digits behind the point where it is neither too large nor too small for that; for figures of a table. */
export function figureText(float: Sql): Sql {
  return sql`case when ${float} = 0 or (abs(${float}) >= 1e-6 and abs(${float}) < 1e22)
      then cast(cast(${float} as decimal(38, 15)) as nvarchar(41)) else convert(nvarchar(40), ${float}, 3) end`;
}
