import { Type } from '@sinclair/typebox';
import type { Role } from '../model/role.ts';
import { membersOf, type Field } from './field.ts';
import { needPattern, rolePattern } from './role-reference.ts';

/** Columns that one role needs; a role of more is a table of its own. */
const mostNeeds = 100;

const needTitle = 'a name of letters, digits, - and _ that is not table';

/** Schema of the tables that a scenario names by what they are for. */
export const rolesSchema = Type.Record(
  Type.String(),
  Type.Object(
    {
      needs: Type.Optional(
        Type.Array(Type.String({ pattern: needPattern, maxLength: 63, title: needTitle }), {
          maxItems: mostNeeds,
          uniqueItems: true,
          default: [],
          title: 'a list of different names',
          description:
            'Columns that every target names for it, in your own words: `[time, amount]`. A step writes `${fact.amount}`.',
        }),
      ),
      optional: Type.Optional(
        Type.Boolean({
          default: false,
          description:
            'A target that does not bind the role leaves the scenario out; otherwise that is an error. What is bound must be there, optional or not.',
        }),
      ),
    },
    { additionalProperties: false, description: 'A table, by what it is for. A step writes `table: ${fact}`.' },
  ),
  {
    propertyNames: { title: 'a name of small letters, digits and -', pattern: rolePattern, maxLength: 63 },
    description:
      'Tables that have another name in each target. Steps write `${fact}` and `${fact.amount}`; `bind` of a target says what that is there, and `faultline bind` proposes it.',
  },
);

/** Reads the roles of a scenario; what the schema refuses is left out. */
export function readRoles(field: Field): readonly Role[] {
  const { value } = field;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const names = Object.keys(value).filter((name) => new RegExp(rolePattern).test(name));
  return names.map((name) => ({
    name,
    needs: membersOf(field.at(name).at('needs'), mostNeeds).flatMap((need) =>
      typeof need.value === 'string' && new RegExp(needPattern).test(need.value) ? [need.value] : [],
    ),
    isOptional: field.at(name).at('optional').value === true,
  }));
}
