import { Type, type TSchema } from '@sinclair/typebox';
import { durationPattern, parseDuration, type Duration } from '../model/duration.ts';
import { shown, type Field } from './field.ts';

/** Schema of a duration. */
export function durationSchema(description: string, fallback?: string): TSchema {
  return Type.String({
    title: 'a duration such as 2 hours, 7d, 3 buckets or P7D',
    description,
    pattern: `^\\s*(${durationPattern})\\s*$`,
    ...(fallback !== undefined && { default: fallback }),
  });
}

/** Units that hints name: the first for numbers without one, the second for texts that are no duration. */
const dataUnits = { units: ['hours', 'days', 'buckets'], examples: '2 hours, 7d, 3 buckets, P7D' } as const;
const clockUnits = { units: ['hours', 'days', 'weeks'], examples: '2 hours, 7d, 3 weeks, P7D' } as const;

/** Reads a length of time in the data: `2 hours`, `7d`, `3 buckets`, `P7D`. */
export function readDuration(
  field: Field,
  words: typeof dataUnits | typeof clockUnits = dataUnits,
): Duration | undefined {
  const duration = typeof field.value === 'string' ? parseDuration(field.value) : undefined;
  if (duration !== undefined) return duration;
  const amount = /^\d+$/.exec(field.numberText ?? '')?.[0];
  if (amount !== undefined)
    return field.refuse(
      `${field.name} ${amount} has no unit`,
      `Write ${words.units
        .map((unit) => `${amount} ${unit}`)
        .join(', ')
        .replace(/, (?=[^,]*$)/u, ' or ')}.`,
    );
  return field.refuse(
    `${field.name} ${field.numberText ?? shown(field.value)} is not a duration`,
    `Write a whole number and a unit: ${words.examples}.`,
  );
}

/** As `readDuration`, for time on the clock: a bucket of data is none. */
export function readClockDuration(field: Field): Duration | undefined {
  const duration = readDuration(field, clockUnits);
  if (duration?.unit !== 'bucket') return duration;
  return field.refuse(`${field.name} is time on the clock, where there are no buckets`, 'Write hours, days or weeks.');
}
