import type { RowContext } from '../model/anomaly-context.ts';
import type { UpdateAnomaly } from '../model/anomaly.ts';
import { FaultlineError } from '../model/errors.ts';
import { formatTable } from '../model/table.ts';
import { sql } from '../sql/sql.ts';
import { momentsOf, notMoment } from './moment-column.ts';
import { movedMoment } from './moved-moment.ts';

/** Hours of a bucket; of a month as many as it has at most. */
const hoursOf = { hour: 1, day: 24, week: 168, month: 744 } as const;
const perDay = 86_400;

/**
 * Rows of an open window are set back by the length of the amplitude, as often as it takes to come before the window:
 * the newest of them stand just before it. All of time is set back once.
 */
export const backdating: Pick<UpdateAnomaly, 'makesNewValues' | 'unsuitable' | 'check' | 'after'> = {
  makesNewValues: true,
  unsuitable: notMoment,
  check(context) {
    const { table, column } = context;
    const from = startOf(context);
    const { first } = momentsOf(column);
    const length = lengthOf(context) * 1000;
    if (from === undefined || from - length >= first) return;
    const buckets = Math.floor(((from - first) / length) * Number(context.amplitude));
    const subject = `${formatTable(table.name)}.${column.name} (${column.type})`;
    const message = `rows would be set back by ${length / 1000 / perDay} days, but ${subject} begins on ${dayOf(first)}`;
    throw new FaultlineError('VALUE_OUT_OF_RANGE', message, {
      hint: buckets > 0 ? `Lower the amplitude to ${buckets} buckets.` : 'Choose another table.',
    });
  },
  after(context) {
    const { dialect, column, before } = context;
    const seconds = lengthOf(context);
    const from = startOf(context);
    if (from === undefined) return movedMoment(context, before, -seconds);
    const begin = new Date(from).toISOString();
    const end = new Date(momentsOf(column).last).toISOString();
    const passed = dialect.microsecondsSince(begin, before, column);
    const times = sql`(${dialect.divide(passed, dialect.integer(BigInt(seconds) * 1_000_000n))} + ${dialect.integer(1)})`;
    const isDate = column.kind === 'date';
    const count = sql`${times} * ${dialect.integer(isDate ? -seconds / perDay : -seconds)}`;
    return sql`case when ${before} >= ${dialect.instant(begin, column)} and ${before} <= ${dialect.instant(end, column)}
      then ${dialect.later(before, count, isDate ? 'day' : 'second', column)} else ${before} end`;
  },
};

/** Milliseconds of where the window begins, since 1970; undefined where the step looks at all of time. */
function startOf({ windows }: RowContext): number | undefined {
  const from = windows?.[0]?.from;
  return from === undefined ? undefined : Date.parse(from);
}

/** Seconds of the amplitude; of dates without a time of day whole days. */
function lengthOf({ amplitude, step, column }: RowContext): number {
  const hours = Number(amplitude) * hoursOf[step.bucket];
  return (column.kind === 'date' ? Math.ceil(hours / 24) * 24 : hours) * 3600;
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
