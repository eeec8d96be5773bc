import { Type } from '@sinclair/typebox';
import { dayHabits } from '../../calendar/habit-schema.ts';
import { momentGrid } from '../../calendar/moment-grid.ts';
import { momentPattern } from '../../calendar/moment-text.ts';
import { stepPattern } from '../../calendar/step.ts';
import { dayLength } from '../../calendar/time-of-day.ts';
import { timeValues } from '../../calendar/time-type.ts';
import { parameters } from '../../parameters.ts';
import { defineType } from '../../value-type.ts';

const moment = { title: 'a date such as 2026-11-20 or today - 90 days', pattern: momentPattern };

export default defineType({
  id: 'date',
  category: 'time',
  description: 'Days of the calendar.',
  examples: ['2026-11-20'],
  parameters: parameters({
    from: Type.String({ ...moment, default: 'today - 365 days', description: 'The earliest day.' }),
    to: Type.String({ ...moment, default: 'today', description: 'The latest day.' }),
    step: Type.Optional(
      Type.String({
        title: 'a step such as 1 day or 2 weeks',
        pattern: stepPattern,
        description: 'All days are so far, or a multiple of it, behind `from`. Default: a day.',
      }),
    ),
    ...dayHabits,
  }),
  sqlType: () => 'DATE',
  loadType: () => ({ type: 'date' }),
  ...timeValues((context) => momentGrid(context, dayLength)),
});
