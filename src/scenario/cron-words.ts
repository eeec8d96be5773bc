import { cronProblem } from './slots.ts';

/** What is wrong with a cron expression, and what to write instead. */
export interface CronRefusal {
  readonly problem: string;
  readonly hint: string;
}

const fields = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'day of week', from: 0, to: 7 },
] as const;

const aliases = ['@hourly', '@daily', '@weekly', '@monthly', '@yearly'];
const wayToWrite = 'Write five fields, minute, hour, day of month, month, day of week: "0 6 * * MON".';

/** Why a cron expression cannot be used, in words of its own where the cause is a usual one; undefined where it can. */
export function refuseCron(cron: string, timezone: string): CronRefusal | undefined {
  const problem = cronProblem(cron, timezone);
  if (problem === undefined) return undefined;
  if (cron.startsWith('@')) {
    return { problem: 'there is no such abbreviation', hint: `Write ${aliases.join(', ')}, or five fields.` };
  }
  const parts = cron.split(/\s+/);
  if (parts.length !== fields.length) return { problem, hint: wayToWrite };
  for (const [index, { name, from, to }] of fields.entries()) {
    const wrong = numbersIn(parts[index]!).find((number) => number < from || number > to);
    if (wrong !== undefined)
      return { problem: `there is no ${name} ${wrong}`, hint: `Field ${index + 1} is the ${name}, ${from} to ${to}.` };
  }
  const [, , days, months] = parts;
  if (/^\d+$/.test(days!) && months !== '*')
    return { problem: `it is never due: no such month has a day ${days}`, hint: 'Choose a day that the months have.' };
  return { problem, hint: wayToWrite };
}

/** The numbers of a field, without the widths of steps: 1, 5 and 9 of `1-5/2,9`. */
function numbersIn(field: string): readonly number[] {
  const bounds = field.split(',').flatMap((part) => part.split('/')[0]!.split('-'));
  return bounds.filter((bound) => /^\d+$/.test(bound)).map(Number);
}
