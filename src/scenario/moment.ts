import { Type } from '@sinclair/typebox';
import { shown, type Field } from './field.ts';
import { parseInstant } from './instant.ts';

/** Schema of a point on the clock. */
export const momentSchema = (description: string) =>
  Type.String({ title: 'a date or time such as 2026-11-20 or 2026-11-20T09:00:00+01:00', description, minLength: 1 });

/** Reads a date or timestamp of ISO 8601, UTC unless it has an offset. @returns ISO 8601 in UTC with microseconds; undefined where there is none, or a wrong one */
export function readMoment(field: Field): string | undefined {
  if (field.value === undefined) return undefined;
  const read = typeof field.value === 'string' ? parseInstant(field.value) : undefined;
  if (read !== undefined && read.offset === undefined && typeof read.anchor === 'object') return read.anchor.iso;
  return field.refuse(
    `${field.name} ${shown(field.value)} is neither a date nor a time`,
    'Write 2026-11-20, 2026-11-20T09:00:00Z or 2026-11-20T09:00:00+01:00.',
  );
}
