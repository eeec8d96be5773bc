import type { RowContext } from '../../model/anomaly-context.ts';
import { FaultlineError } from '../../model/errors.ts';
import { formatTable } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { momentsOf, notMoment } from '../moment-column.ts';
import { parameters } from '../parameters.ts';

const perDay = 86_400;

export default defineUpdate({
  id: 'future-timestamp',
  category: 'pipeline',
  title: 'Future timestamp',
  description: 'Points in time lie ahead of the clock: things are recorded that have not happened yet.',
  inProduction:
    'A year is mistyped, a device has lost its clock, day and month change places, a test account is left in. Whatever ' +
    'takes the newest row for the latest, from freshness checks to incremental loads, stops at it.',
  caughtBy: [
    'Monte Carlo future timestamps',
    'Great Expectations expect_column_values_to_be_between',
    'dbt expression_is_true (dbt_utils)',
    'Soda invalid_percent',
  ],
  placebo: {
    description: 'Up to a minute ahead (of dates without a time of day: a day, as of the other side of the globe).',
    amplitude: '60',
  },
  fit: { 'main time': 0.75, moment: 0.65 },
  parameters: parameters({}),
  volume: { default: { percent: '1' }, meaning: 'Share of the rows with a time that get one ahead of the clock.' },
  amplitude: {
    unit: 'seconds',
    default: '31536000',
    min: '1',
    max: '1576800000',
    meaning:
      'How far ahead of the clock the times lie at most, each by a drawn length. Of dates without a time of day it is rounded up to whole days.',
  },
  window: lastBucket,
  metric: 'rows',
  makesNewValues: true,
  readsClock: true,
  unsuitable: notMoment,
  check(context) {
    const { table, column, amplitude, now } = context;
    const reached = Date.parse(now) + Number(amplitude) * 1000;
    const { last } = momentsOf(column);
    if (reached <= last) return;
    const subject = `${formatTable(table.name)}.${column.name} (${column.type})`;
    const days = Math.floor((last - Date.parse(now)) / (perDay * 1000));
    const message = `the times would reach ${dayOf(reached)}, but ${subject} ends on ${dayOf(last)}`;
    throw new FaultlineError('VALUE_OUT_OF_RANGE', message, {
      hint: days > 0 ? `Lower the amplitude to ${days} days.` : 'Choose another column.',
    });
  },
  after(context) {
    const { dialect, column, before } = context;
    const isDate = column.kind === 'date';
    const farthest = isDate ? Math.ceil(Number(context.amplitude) / perDay) : Number(context.amplitude);
    const ahead = sql`${context.draw('value', farthest)} + ${dialect.integer(1)}`;
    const moment = dialect.later(clock(context), ahead, isDate ? 'day' : 'second', column);
    return sql`case when ${before} is not null then ${moment} end`;
  },
});

/** The plan's clock as a value of the column, in whole seconds or, of dates, days. */
function clock({ dialect, column, now }: RowContext) {
  const moment = column.kind === 'date' ? `${now.slice(0, 10)}T00:00:00Z` : `${now.slice(0, 19)}Z`;
  return dialect.cast(dialect.instant(moment, column), column.storage);
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
