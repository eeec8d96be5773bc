import { Type } from '@sinclair/typebox';
import type { Suspension } from '../model/scenario.ts';
import { textOf, type Field } from './field.ts';
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
  if (typeof field.value !== 'object' || field.value === null) return undefined;
  return { reason: textOf(field.at('reason')), until: readMoment(field.at('until')) };
}
