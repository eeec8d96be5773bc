import type { Microseconds } from '../../snapshot/instant.ts';
import type { Grid, Habits } from './calendar.ts';
import { calendarOf } from './calendar.ts';
import { dayLength } from './time-of-day.ts';

/** Something wrong with parameters of times. */
export interface TimeProblem {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

/** Days that a table of days may have. */
const mostDays = 40_000;

/** What is wrong with a grid and its habits. @param step as the file writes it */
export function gridProblems(
  { from, to, step }: { readonly from: Microseconds; readonly to: Microseconds; readonly step: Microseconds },
  habits: Habits | undefined,
): readonly TimeProblem[] {
  if (to < from) return [{ key: 'to', message: 'the end is before the start', hint: 'Exchange from and to.' }];
  if (habits === undefined) return [];
  if (dayLength % step !== 0n && step % dayLength !== 0n)
    return [
      {
        key: 'step',
        message: 'steps do not go into a day evenly, and there are hours, days or weights',
        hint: 'Take a step such as 15 minutes, 6 hours or 1 day.',
      },
    ];
  if ((to - from) / dayLength > mostDays)
    return [
      { key: 'from', message: `hours, days and weights span more than ${mostDays} days`, hint: 'Narrow the range.' },
    ];
  if (calendarOf({ start: from, end: to, step }, habits).days.length === 0)
    return [
      { key: 'to', message: 'nothing is open between from and to', hint: 'Widen the range, or the hours and days.' },
    ];
  return [];
}

/** Times of a grid without habits. */
export function timesOn({ start, end, step }: Grid): bigint {
  return (end - start) / step + 1n;
}
