import { Type } from '@sinclair/typebox';
import type { Place } from '../model/place.ts';
import type { Binding } from '../model/role.ts';
import { textOf, type Field } from './field.ts';
import type { Path } from './problem.ts';
import { holdsBraces, needPattern, rolePattern } from './role-reference.ts';

/** Schema of what plays the roles of scenarios in one target. */
export const bindSchema = Type.Record(
  Type.String(),
  Type.Object(
    {
      table: Type.String({
        minLength: 1,
        description: 'The table that plays the role: `schema.table`, or `table` in the default schema.',
      }),
    },
    {
      additionalProperties: Type.String({
        minLength: 1,
        title: 'a name of a column',
        description: 'The column that meets this need of the role, spelled as the database has it.',
      }),
      examples: [{ table: 'sales.orders', time: 'ordered_at', amount: 'total' }],
      description: 'The table, and its columns by the needs that they meet: `{table: sales.orders, time: ordered_at}`.',
    },
  ),
  {
    propertyNames: { title: 'a name of small letters, digits and -', pattern: rolePattern, maxLength: 63 },
    description:
      'What plays the roles of scenarios here. `faultline bind <target>` proposes it from the tables of the target.',
  },
);

/** Reads the bindings of a target by role. @param placeOf where a value of the file stands */
export function readBindings(field: Field, placeOf: (path: Path) => Place): Readonly<Record<string, Binding>> {
  return Object.fromEntries(
    keysOf(field).map((role) => {
      const binding = field.at(role);
      const needs = keysOf(binding).filter((key) => key !== 'table');
      for (const key of keysOf(binding)) checkName(binding.at(key), key);
      const columns = Object.fromEntries(needs.map((need) => [need, textOf(binding.at(need))]));
      const place = (need = 'table') => placeOf([...binding.path, need]);
      return [role, { table: textOf(binding.at('table')), columns, placeOf: place }];
    }),
  );
}

function checkName(field: Field, key: string): void {
  if (key !== 'table' && !new RegExp(needPattern).test(key))
    field.refuse(`"${key}" can be no need of a role`, 'Needs are made of letters, digits, - and _.');
  if (holdsBraces(textOf(field)))
    field.refuse(`${field.name} holds a reference`, 'Write the name as the database has it.');
}

function keysOf({ value }: Field): readonly string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
