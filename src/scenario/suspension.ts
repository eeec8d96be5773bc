import { Type } from '@sinclair/typebox';
import type { Suspension } from '../model/scenario.ts';
import { shown, textOf, type Field } from './field.ts';
import { momentSchema, readMoment } from './moment.ts';

/** `suspend` of a scenario file. */
export const suspensionSchema = Type.Object(
  {
    reason: Type.String({ minLength: 1, description: 'Why, for whoever reads the plan.' }),
    until: Type.Optional(momentSchema('When the scenario is active again; absent = when the key is removed.')),
  },
  {
    additionalProperties: false,
    description: 'The next apply takes the scenario back, and it stays away while this lasts.',
  },
);

/** Reads the suspension of a scenario; undefined where it has none, or a wrong one. */
export function readSuspension(field: Field): Suspension | undefined {
  if (typeof field.value === 'boolean' || typeof field.value === 'string') {
    const reason = typeof field.value === 'string' ? field.value : 'the audit is on';
    return field.refuse(
      `${field.name} must be a mapping, not ${shown(field.value)}`,
      `Write it like this: suspend: {reason: ${JSON.stringify(reason)}}, with until: and a date where an end is known.`,
    );
  }
  if (typeof field.value !== 'object' || field.value === null) return undefined;
  return { reason: textOf(field.at('reason')), until: readMoment(field.at('until')) };
}
