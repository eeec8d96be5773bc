import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { raw, sql } from '../../sql/sql.ts';

/** Most digits in a number's format: https://docs.oracle.com/database/122/SQLRF/Format-Models.htm */
const mostDigits = 60;

/** A NUMBER at the scale that its column declares, else as short as it can be written. */
export function numberText(value: Sql, { kind, precision, scale }: Column): Sql {
  if (kind === 'float') return decimalFloatText(value);
  if (scale !== undefined && scale <= 0) return sql`to_char(${value}, 'TM9')`;
  const whole = Math.max((precision ?? 38) - (scale ?? 0), 1);
  if (scale === undefined || whole + scale > mostDigits) return shortText(value);
  // `FM` leaves out blanks: https://docs.oracle.com/database/122/SQLRF/Format-Models.htm (format model modifiers)
  return sql`to_char(${value}, ${raw(`'FM${'9'.repeat(whole - 1)}0.${'0'.repeat(scale)}'`)})`;
}

/** FLOAT keeps decimal digits. It is written as doubles are: with an exponent beyond 2^63 and below 0.0001. */
function decimalFloatText(number: Sql): Sql {
  const isPlain = sql`${number} = 0 or abs(${number}) >= 0.0001 and abs(${number}) < 9200000000000000000`;
  return sql`case when ${isPlain} then ${shortText(number)} else lower(to_char(${number}, 'TME')) end`;
}

/** `TM9` is as short as the number allows, without a zero before the point. */
function shortText(number: Sql): Sql {
  return sql`regexp_replace(to_char(${number}, 'TM9'), '^(-?)\\.', '\\10.')`;
}

/**
 * The shortest digits that lead back to the double; without an exponent from 0.0001 up to 2^63, and in full from 2^53
 * on, where a double no longer tells whole numbers from their neighbours. Single precision as the double that it is.
 * Oracle has no -0 and one NaN: https://docs.oracle.com/database/122/SQLRF/Data-Types.htm (floating-point numbers).
 */
export function floatText(value: Sql): Sql {
  const double = sql`cast(${value} as binary_double)`;
  const digits = shortestDigits(double);
  return sql`case
    when ${double} is nan then 'NaN'
    when ${double} is infinite then case when ${double} > 0 then 'Infinity' else '-Infinity' end
    when abs(${double}) >= 9007199254740992d and abs(${double}) < 9.2e18d then ${wholeText(double)}
    when ${double} = 0 or abs(${double}) >= 0.0001d and abs(${double}) < 9007199254740992d then ${shortText(sql`to_number(${digits})`)}
    else regexp_replace(lower(${digits}), '\\.?0*e', 'e') end`;
}

/** Fifteen digits are enough for most doubles, seventeen for all. */
function shortestDigits(double: Sql): Sql {
  const written = (count: number) => sql`to_char(${double}, ${raw(`'FM9.${'9'.repeat(count - 1)}EEEE'`)})`;
  return sql`case
    when to_binary_double(${written(15)}) = ${double} then ${written(15)}
    when to_binary_double(${written(16)}) = ${double} then ${written(16)}
    else ${written(17)} end`;
}

/** In two parts of less than 2^32: a conversion of the whole would keep the leading digits only. */
function wholeText(double: Sql): Sql {
  const upper = sql`trunc(${double} / 4294967296d)`;
  const lower = sql`(${double} - ${upper} * 4294967296d)`;
  return sql`to_char(cast(${upper} as number) * 4294967296 + cast(${lower} as number), 'TM9')`;
}
