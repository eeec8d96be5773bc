import type { Role } from '../model/role.ts';
import type { Scenario } from '../model/scenario.ts';
import { scenariosOf } from './scenarios-of.ts';

/**
 * The roles that scenarios have in a target, sorted by name: one that several declare needs all that any of them needs,
 * and is optional where it is so in all of them.
 */
export function rolesFor(target: string, scenarios: readonly Scenario[]): readonly Role[] {
  const roles = new Map<string, Role>();
  for (const role of scenariosOf(target, scenarios).flatMap((scenario) => scenario.roles)) {
    const known = roles.get(role.name);
    roles.set(role.name, {
      name: role.name,
      needs: [...new Set([...(known?.needs ?? []), ...role.needs])],
      isOptional: role.isOptional && known?.isOptional !== false,
    });
  }
  return [...roles.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1));
}
