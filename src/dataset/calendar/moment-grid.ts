import type { TypeContext } from '../value-type.ts';
import type { Grid } from './calendar.ts';
import { readMoment } from './moment-text.ts';
import type { TimeProblem } from './read-grid.ts';
import { readStep } from './step.ts';
import { dayLength } from './time-of-day.ts';

/** Parameters of points in time. */
export interface MomentParameters {
  readonly from: string;
  readonly to: string;
  readonly step?: string;
}

/** The grid from one point in time to another. @param finest the step where none is given, which all steps are multiples of */
export function momentGrid(
  { with: { from, to, step }, now }: TypeContext<MomentParameters>,
  finest: bigint,
): Grid | readonly TimeProblem[] {
  const [start, end] = [readMoment(from, now), readMoment(to, now)];
  const length = step === undefined ? finest : readStep(step);
  const problems: TimeProblem[] = [];
  for (const { key, text, time } of [
    { key: 'from', text: from, time: start },
    { key: 'to', text: to, time: end },
  ])
    if (time === undefined)
      problems.push({ key, message: `${text} is no point in time`, hint: 'Write 2026-11-20, now or today - 90 days.' });
  if (length === undefined || length % finest !== 0n)
    problems.push({
      key: 'step',
      message: `${step} is no step`,
      hint: `Write ${finest === dayLength ? '1 day or 1 week' : '1 second, 15 minutes or 1 day'}.`,
    });
  if (problems.length > 0) return problems;
  return { start: floored(start!, finest), end: floored(end!, finest), step: length! };
}

function floored(time: bigint, unit: bigint): bigint {
  return time - (((time % unit) + unit) % unit);
}
