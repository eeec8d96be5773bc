import { Type } from '@sinclair/typebox';
import { dailyHabits } from '../../calendar/habit-schema.ts';
import { readStep, stepPattern } from '../../calendar/step.ts';
import { dayLength, readTimeOfDay, timeOfDayPattern } from '../../calendar/time-of-day.ts';
import { timeValues } from '../../calendar/time-type.ts';
import { parameters } from '../../parameters.ts';
import { defineType } from '../../value-type.ts';

const time = { title: 'a time of day such as 09:30', pattern: `^\\s*${timeOfDayPattern}\\s*$` };

export default defineType({
  id: 'time',
  category: 'time',
  description: 'Times of day.',
  examples: ['09:30:00', '23:59:59.5'],
  parameters: parameters({
    from: Type.String({ ...time, default: '00:00', description: 'The earliest one.' }),
    to: Type.String({ ...time, default: '24:00', description: 'The latest one; midnight itself is the day after.' }),
    step: Type.Optional(
      Type.String({
        title: 'a step such as 1 second or 15 minutes',
        pattern: stepPattern,
        description: 'All values are so far, or a multiple of it, behind `from`. Default: a microsecond.',
      }),
    ),
    ...dailyHabits,
  }),
  sqlType: () => 'TIME',
  loadType: () => ({ type: 'time' }),
  ...timeValues(({ with: { from, to, step } }) => {
    const length = step === undefined ? 1n : readStep(step);
    if (length === undefined)
      return [{ key: 'step', message: `${step} is no step`, hint: 'Write 1 second or 15 minutes.' }];
    const [start, end] = [readTimeOfDay(from)!, readTimeOfDay(to)!];
    return { start, end: end < dayLength ? end : dayLength - 1n, step: length };
  }),
});
