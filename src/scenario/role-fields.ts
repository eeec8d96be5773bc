import { membersOf, type Field } from './field.ts';
import { mostSteps } from './scenario-schema.ts';

/** A value of a step in which references to roles may stand. */
export interface RoleField {
  readonly field: Field;
  /** A table or column is one reference, wholly; in a text any number of them may stand. */
  readonly holds: 'table' | 'column' | 'text';
}

/** Most columns of a key; tables have no more. */
const mostColumns = 1000;

/** The values of a step, as its file has them, in which a name of a target may stand. */
export function roleFields(step: Field): readonly RoleField[] {
  return [
    { field: step.at('table'), holds: 'table' as const },
    ...[
      step.at('column'),
      ...membersOf(step.at('key'), mostColumns),
      step.at('during').at('column'),
      step.at('select').at('segment'),
      step.at('select').at('of'),
    ].map((field) => ({ field, holds: 'column' as const })),
    ...[step.at('where'), ...textsIn(step.at('with'))].map((field) => ({ field, holds: 'text' as const })),
  ].filter(({ field }) => typeof field.value === 'string');
}

/** The steps of a file. */
export function stepFields(root: Field): readonly Field[] {
  return membersOf(root.at('steps'), mostSteps);
}

/** Every text at or below a value. */
export function textsIn(field: Field): readonly Field[] {
  const { value } = field;
  if (typeof value === 'string') return [field];
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => textsIn(field.at(key)));
}
