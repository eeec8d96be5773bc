import type { RowContext } from '../../model/anomaly-context.ts';
import type { Sql } from '../../model/sql.ts';
import { join, sql } from '../../sql/sql.ts';
import type { Transfer } from './transfers.ts';

const secondsPerDay = 86_400;

/**
 * The time of a row that moves to another bucket, at the same distance from its start; in a month with fewer days on the
 * last one. Rows of a window move in a drawn order. For anomalies that look around, of a time column.
 */
export function movedTime(context: RowContext, transfers: readonly (Transfer | undefined)[]): Sql {
  const { dialect, column, before, occurrence, step } = context;
  const whole = (value: number) => dialect.integer(value);
  const ofOccurrence = (of: (transfer: Transfer) => number): Sql => {
    const cases = transfers.flatMap((transfer, index) =>
      transfer === undefined ? [] : [sql`when ${whole(index + 1)} then ${whole(of(transfer))}`],
    );
    return sql`(case ${occurrence} ${join(cases, sql` `)} end)`;
  };
  const number = context.bind(
    sql`row_number() over (partition by ${occurrence} order by ${context.drawnOrder('move')})`,
  );
  const position = context.bind(sql`${number} + ${ofOccurrence(({ before: earlier }) => earlier)}`);
  const ofDestination = (of: (transfer: Transfer) => number): Sql => {
    const cases = transfers.flatMap((transfer) =>
      transfer?.arrived === undefined
        ? []
        : [sql`when ${position} <= ${whole(transfer.arrived)} then ${whole(of(transfer))}`],
    );
    return sql`(case ${join(cases, sql` `)} end)`;
  };
  const [unit, length] = step.bucket === 'hour' ? (['second', 1] as const) : (['day', secondsPerDay] as const);
  const origin = transfers.find((transfer) => transfer !== undefined)!.start;
  const offset = ({ start }: Transfer) => secondsBetween(origin, start) / length;
  const way = context.bind(sql`${ofDestination(offset)} - ${ofOccurrence(offset)}`);
  const days = step.bucket === 'month' ? context.bind(sql`${way} - ${daysTooMany()}`) : way;
  return sql`case when ${number} <= ${ofOccurrence(({ leaving }) => leaving)}
    then ${dialect.later(before, days, unit, column)} else ${before} end`;

  function daysTooMany(): Sql {
    const microseconds = dialect.integer(secondsPerDay * 1_000_000);
    const since = dialect.divide(sql`(${dialect.microsecondsSince(origin, before, column)})`, microseconds);
    const elapsed = context.bind(sql`${since} - ${ofOccurrence(offset)}`);
    const last = context.bind(ofDestination((transfer) => daysOf(transfer) - 1));
    return sql`(case when ${elapsed} > ${last} then ${elapsed} - ${last} else ${whole(0)} end)`;
  }
}

/** Days of a month. */
function daysOf({ start }: Transfer): number {
  const date = new Date(start);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

function secondsBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}
