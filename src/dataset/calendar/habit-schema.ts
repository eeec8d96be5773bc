import { Type } from '@sinclair/typebox';
import { hoursPattern, readHours } from './time-of-day.ts';
import { readWeekdays, weekdaysPattern } from './weekdays.ts';
import type { Habits } from './calendar.ts';
import type { TimeProblem } from './read-grid.ts';

const weights = (count: number, description: string) =>
  Type.Optional(
    Type.Array(Type.Number({ minimum: 0, maximum: 1e9 }), { minItems: count, maxItems: count, description }),
  );

/** Parameters of times of day. */
export const dailyHabits = {
  daily: weights(24, 'How often values are in each hour of the day, from 0 on: 24 weights.'),
  hours: Type.Optional(
    Type.String({
      title: 'times of day such as 09:00-17:30',
      pattern: hoursPattern,
      description:
        'Values are within these times of the day only, the end not included; `22:00-06:00` is around midnight.',
    }),
  ),
};

/** Parameters of days. */
export const dayHabits = {
  weekly: weights(7, 'How often values are on each day of the week, from Monday on: 7 weights.'),
  yearly: weights(12, 'How often values are in each month, from January on: 12 weights, each of one day of the month.'),
  days: Type.Optional(
    Type.String({
      title: 'days of the week such as mon-fri or mon, wed, sat',
      pattern: weekdaysPattern,
      description: 'Values are on these days of the week only.',
    }),
  ),
};

/** Parameters as files write them. */
export interface HabitParameters {
  readonly daily?: readonly number[];
  readonly weekly?: readonly number[];
  readonly yearly?: readonly number[];
  readonly hours?: string;
  readonly days?: string;
}

/** Reads habits; undefined where there are none. */
export function readHabits({ daily, weekly, yearly, hours, days }: HabitParameters): Habits | undefined {
  if ([daily, weekly, yearly, hours, days].every((each) => each === undefined)) return undefined;
  return {
    daily,
    weekly,
    yearly,
    hours: hours === undefined ? undefined : readHours(hours),
    days: days === undefined ? undefined : readWeekdays(days),
  };
}

/** What is wrong with texts beyond their patterns. */
export function habitProblems({ hours, days }: HabitParameters): readonly TimeProblem[] {
  const problems: TimeProblem[] = [];
  if (hours !== undefined && readHours(hours) === undefined)
    problems.push({
      key: 'hours',
      message: `${hours} ends where it begins`,
      hint: 'Leave hours out for the whole day.',
    });
  if (days !== undefined && readWeekdays(days) === undefined)
    problems.push({ key: 'days', message: `${days} are no days`, hint: 'Write mon-fri, or mon, wed, sat-sun.' });
  return problems;
}
