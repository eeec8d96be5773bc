import { Type } from '@sinclair/typebox';
import { dailyHabits, dayHabits } from '../../calendar/habit-schema.ts';
import { momentGrid } from '../../calendar/moment-grid.ts';
import { momentPattern } from '../../calendar/moment-text.ts';
import { stepPattern } from '../../calendar/step.ts';
import { timeValues } from '../../calendar/time-type.ts';
import { parameters } from '../../parameters.ts';
import { defineType } from '../../value-type.ts';

const moment = { title: 'a point in time such as 2026-11-20T09:00:00 or today - 90 days', pattern: momentPattern };

export default defineType({
  id: 'timestamp',
  category: 'time',
  description: 'Points in time, in UTC.',
  examples: ['2026-11-20 09:30:00'],
  parameters: parameters({
    from: Type.String({ ...moment, default: 'now - 365 days', description: 'The earliest one.' }),
    to: Type.String({ ...moment, default: 'now', description: 'The latest one.' }),
    step: Type.Optional(
      Type.String({
        title: 'a step such as 1 second, 15 minutes or 1 day',
        pattern: stepPattern,
        description: 'All values are so far, or a multiple of it, behind `from`. Default: a microsecond.',
      }),
    ),
    ...dailyHabits,
    ...dayHabits,
  }),
  sqlType: () => 'TIMESTAMP',
  loadType: () => ({ type: 'timestamp' }),
  ...timeValues((context) => momentGrid(context, 1n)),
});
