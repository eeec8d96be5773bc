import type { Sql } from '../../model/sql.ts';
import { raw, sql } from '../../sql/sql.ts';

/** `1 year 2 months`, `-1 year -2 months`. */
export function monthsText(value: Sql): Sql {
  const [years, months] = [counted(value, 'year'), counted(value, 'month')];
  return textOf(value, sql`trim(${years} || ' ' || ${months})`);
}

/** `3 days 04:05:06.5`, `-1 day -02:00:00`, `00:00:00`. */
export function secondsText(value: Sql): Sql {
  const part = (field: string) => sql`abs(extract(${raw(field)} from ${value}))`;
  const seconds = sql`rtrim(rtrim(to_char(${part('second')}, 'FM00.000000000'), '0'), '.')`;
  const clock = sql`case when ${part('hour')} + ${part('minute')} + ${part('second')} > 0 then
      case when ${value} < interval '0' second then '-' end
      || to_char(${part('hour')}, 'FM00') || ':' || to_char(${part('minute')}, 'FM00') || ':' || ${seconds} end`;
  return textOf(value, sql`trim(${counted(value, 'day')} || ' ' || ${clock})`);
}

function counted(value: Sql, unit: 'year' | 'month' | 'day'): Sql {
  const number = sql`extract(${raw(unit)} from ${value})`;
  return sql`case when ${number} <> 0 then to_char(${number}) || case when abs(${number}) = 1 then ${raw(`' ${unit}'`)} else ${raw(`' ${unit}s'`)} end end`;
}

/** An interval of nothing has no parts, and an empty text is NULL. */
function textOf(value: Sql, parts: Sql): Sql {
  return sql`case when ${value} is not null then coalesce(${parts}, '00:00:00') end`;
}
