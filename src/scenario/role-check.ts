import type { Role } from '../model/role.ts';
import { shown, textOf, type Field } from './field.ts';
import { didYouMean } from './nearest.ts';
import { roleFields, stepFields, textsIn, type RoleField } from './role-fields.ts';
import { holdsBraces, referencesIn, wholeReference, type RoleReference } from './role-reference.ts';
import { readRoles } from './roles.ts';

/** Refuses references to roles and needs that are not declared or cannot stand where they do, and roles that no step refers to. */
export function checkRoles(root: Field): void {
  const roles = readRoles(root.at('roles'));
  const used: RoleReference[] = [];
  const taken = new Set<string>();
  for (const step of stepFields(root)) {
    const table = wholeReference(textOf(step.at('table')));
    for (const each of roleFields(step)) {
      taken.add(pathOf(each.field));
      used.push(...checkField(each, roles, table, textOf(step.at('table'))));
    }
  }
  if (roles.length === 0) return;
  for (const field of textsIn(root)) {
    if (!holdsBraces(textOf(field)) || taken.has(pathOf(field)) || field.path[0] === 'roles') continue;
    field.refuse(
      `${field.name} takes no role`,
      'Roles stand in table, column, key, where, during.column, select and with; write the text out here.',
    );
  }
  for (const { name } of roles.filter((role) => used.every((reference) => reference.role !== role.name))) {
    const hint = `Write table: \${${name}} in a step, or remove the role.`;
    root.at('roles').at(name).refuse(`no step uses the role ${name}`, hint);
  }
}

/** @param written the step's table @returns the references that the value holds */
function checkField(
  { field, holds }: RoleField,
  roles: readonly Role[],
  table: RoleReference | undefined,
  written: string,
): readonly RoleReference[] {
  const text = textOf(field);
  const references = referencesIn(text);
  // Without roles a text may hold braces of its own.
  if (!holdsBraces(text) || (references.length === 0 && roles.length === 0)) return [];
  if (holds === 'text' ? !refuseOtherBraces(field, references) : !refuseOtherForms(field, holds, table, written)) {
    for (const reference of references) refuseUnknown(field, reference, roles);
  }
  return references;
}

/** @returns whether it was refused */
function refuseOtherBraces(field: Field, references: readonly RoleReference[]): boolean {
  const text = textOf(field);
  if (text.split('${').length - 1 === references.length) return false;
  field.refuse(`${field.name} ${shown(text)} holds more than references to roles`, 'Write ${role} or ${role.need}.');
  return true;
}

/** A table is `${role}`, a column `${role.need}` of the same one. @returns whether it was refused */
function refuseOtherForms(
  field: Field,
  holds: 'table' | 'column',
  table: RoleReference | undefined,
  written: string,
): boolean {
  const text = textOf(field);
  const whole = wholeReference(text);
  if (whole === undefined || (holds === 'table') !== (whole.need === undefined)) {
    const form = holds === 'table' ? '${role}' : '${role.need}';
    field.refuse(`${field.name} ${shown(text)} is not one reference`, `Write ${form}, and nothing beside it.`);
    return true;
  }
  if (holds === 'table' || whole.role === table?.role) return false;
  field.refuse(
    `${field.name} is of role ${whole.role}, but the table is ${written === '' ? 'missing' : written}`,
    `Write table: \${${whole.role}}, or name a column of that table.`,
  );
  return true;
}

function refuseUnknown(field: Field, { role, need }: RoleReference, roles: readonly Role[]): void {
  const declared = roles.find((each) => each.name === role);
  if (declared === undefined) {
    const names = roles.map(({ name }) => name);
    const hint =
      names.length === 0
        ? `Declare it: \`roles: {${role}: {needs: [${need ?? 'time'}]}}\`.`
        : didYouMean(role, names, 'roles');
    field.refuse(`there is no role "${role}"`, hint);
  } else if (need !== undefined && !declared.needs.includes(need)) {
    const hint =
      declared.needs.length === 0
        ? `Declare it: \`${role}: {needs: [${need}]}\`.`
        : didYouMean(need, declared.needs, 'needs');
    field.refuse(`role ${role} declares no need "${need}"`, hint);
  }
}

function pathOf({ path }: Field): string {
  return JSON.stringify(path);
}
