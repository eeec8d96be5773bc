import type { Connection } from '../../../model/engine.ts';
import type { Sql } from '../../../model/sql.ts';
import type { Column, Table } from '../../../model/table.ts';
import { column as columnOf, join, name, sql } from '../../../sql/sql.ts';
import type { TimeFigures } from './figures.ts';

/** A Monday before all that databases hold. */
const origin = '0001-01-01T00:00:00.000000Z';
const hour = 3_600_000_000n;

/** The coarsest first. */
const units = [
  ['day', 24n * hour],
  ['hour', hour],
  ['minute', 60_000_000n],
  ['second', 1_000_000n],
] as const;

/** How the rows are spread over the hours of the week, in UTC, and how fine they are: one statement. Undefined where there are none. */
export async function measureTimes(
  connection: Connection,
  table: Table,
  column: Column,
): Promise<TimeFigures | undefined> {
  const { dialect } = connection;
  const own = columnOf('t', column.name);
  const at = columnOf('m', 'moment');
  const weekHour = dialect.remainder(dialect.divide(at, dialect.integer(hour)), dialect.integer(168));
  const text = (figure: Sql) => dialect.cast(figure, dialect.ledgerTypes.text);
  const breaks = units.map(([, length], index) => {
    const rest = dialect.remainder(at, dialect.integer(length));
    return sql`case when ${rest} = 0 then 0 else 1 end as ${name(`broken_${index}`)}`;
  });
  const broken = units.map(
    (_, index) => sql`${text(sql`max(${columnOf('g', `broken_${index}`)})`)} as ${name(`broken_${index}`)}`,
  );
  const rows = await connection.query(sql`select ${text(columnOf('g', 'week_hour'))} as ${name('week_hour')},
      ${text(sql`count(*)`)} as ${name('times')}, ${join(broken)}
    from (select ${weekHour} as ${name('week_hour')}, ${join(breaks)}
      from (select ${dialect.microsecondsSince(origin, own, column)} as ${name('moment')}
        from ${dialect.table(table.name)} t
        where ${own} is not null) m) g
    group by ${columnOf('g', 'week_hour')}`);
  const counts = rows.map((row) => ({ place: Number(row['week_hour']), times: Number(row['times']) }));
  const total = counts.reduce((sum, { times }) => sum + times, 0);
  if (total === 0) return undefined;
  const shares = (size: number, placeOf: (place: number) => number) => {
    const found = Array.from({ length: size }, () => 0);
    for (const { place, times } of counts) if (place >= 0) found[placeOf(place)]! += times / total;
    return found;
  };
  return {
    hours: shares(24, (place) => place % 24),
    weekdays: shares(7, (place) => Math.floor(place / 24)),
    step: units.find((_, index) => rows.every((row) => Number(row[`broken_${index}`]) === 0))?.[0],
  };
}
