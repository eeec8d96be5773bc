import { Type } from '@sinclair/typebox';
import { misfires, type Schedule } from '../model/scenario.ts';
import { refuseCron } from './cron-words.ts';
import { durationSchema, readClockDuration } from './duration-field.ts';
import { shown, textOf, type Field } from './field.ts';
import { momentSchema, readMoment } from './moment.ts';
import { nearest } from './nearest.ts';
import { cronProblem } from './slots.ts';

/** `schedule` of a scenario file. */
export const scheduleSchema = Type.Object(
  {
    cron: Type.String({
      minLength: 1,
      description:
        'When a slot is due: minute, hour, day of month, month, day of week. `0 6 * * MON` is Mondays at six. Where day of month and day of week both are restricted, one of them is enough.',
    }),
    timezone: Type.Optional(
      Type.String({
        minLength: 1,
        default: 'UTC',
        description:
          'Whose wall clock cron means: `Europe/Berlin`. An hour that a change of clocks leaves out is due right after it, one that comes twice is due once.',
      }),
    ),
    keep: durationSchema(
      'How long each slot stays in the data; a day is 24 hours. A slot that is due ends the one before.',
    ),
    from: Type.Optional(momentSchema('No slot is due before it.')),
    until: Type.Optional(momentSchema('No slot is due from it on, and whatever is active ends then.')),
    misfire: Type.Optional(
      Type.Unsafe<string>({
        enum: misfires,
        default: 'skip',
        description:
          'When apply comes late. `skip`: a slot ends `keep` after it was due, and is left out where apply comes later still. `once`: the latest slot that was missed is made up for, and lasts `keep` from then on.',
      }),
    ),
  },
  { additionalProperties: false, description: 'When the scenario is active, again and again.' },
);

/** Reads the schedule of a scenario; undefined where it has none, or a wrong one. */
export function readSchedule(field: Field): Schedule | undefined {
  if (typeof field.value === 'string') {
    const cron = cronProblem(field.value, 'UTC') === undefined ? field.value : '0 6 * * MON';
    return field.refuse(
      `${field.name} must be a mapping, not ${shown(field.value)}`,
      `Write it like this: schedule: {cron: "${cron}", keep: 2 hours}`,
    );
  }
  if (typeof field.value !== 'object' || field.value === null) return undefined;
  const timezone = readTimezone(field.at('timezone'));
  const cron = readCron(field.at('cron'), timezone);
  const keep = field.at('keep').value === undefined ? undefined : readClockDuration(field.at('keep'));
  const from = readMoment(field.at('from'));
  const until = readMoment(field.at('until'));
  if (from !== undefined && until !== undefined && from >= until)
    field.at('until').refuse('schedule.until is not after from', 'Let until be later, or leave one of them out.');
  if (cron === undefined || keep === undefined) return undefined;
  const misfire = misfires.find((each) => each === field.at('misfire').value) ?? 'skip';
  return { cron, timezone, keep, misfire, from, until };
}

function readCron(field: Field, timezone: string): string | undefined {
  const cron = textOf(field).trim();
  if (cron === '') return undefined;
  const refusal = refuseCron(cron, timezone);
  if (refusal === undefined) return cron;
  return field.refuse(`${field.name} ${shown(cron)} is no cron expression: ${refusal.problem}`, refusal.hint);
}

function readTimezone(field: Field): string {
  const timezone = textOf(field);
  if (timezone === '' || isTimezone(timezone)) return timezone || 'UTC';
  const likely = nearest(timezone, Intl.supportedValuesOf('timeZone'));
  field.refuse(
    `${field.name} ${shown(timezone)} is not known`,
    likely === undefined ? 'Write a name such as Europe/Berlin, or UTC.' : `Did you mean "${likely}"?`,
  );
  return 'UTC';
}

/** Names only: an offset such as +02:00 has no change of clocks. */
function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
