import { FaultlineError } from '../model/errors.ts';
import { formatPlace } from '../model/place.ts';
import type { Target } from '../model/project.ts';
import type { Binding, Role } from '../model/role.ts';
import type { Scenario } from '../model/scenario.ts';
import { nearest } from './nearest.ts';

/** @throws UNBOUND_ROLE where a role is not bound that has to be, or is bound without all of its needs, which nobody means */
export function refuseLacking(scenario: Scenario, target: Target, role: Role): void {
  const binding = target.bind[role.name];
  const place = scenario.placeOf(['roles', role.name]);
  if (binding === undefined) {
    if (role.isOptional) return;
    throw new FaultlineError('UNBOUND_ROLE', `target "${target.name}" does not bind role ${role.name}`, {
      place,
      hint:
        misnamed(scenario, target, role) ??
        `Propose a binding with: faultline bind ${target.name}. Or write \`optional: true\`, and the scenario is left out there.`,
    });
  }
  const missing = role.needs.filter((need) => !Object.hasOwn(binding.columns, need));
  if (missing.length === 0) return;
  const message = `target "${target.name}" binds role ${role.name} without ${missing.join(', ')} (${formatPlace(binding.placeOf())})`;
  throw new FaultlineError('UNBOUND_ROLE', message, { place, hint: slipIn(binding, role, missing, target) });
}

/** The role of the target's that was meant for one of the scenario. */
function misnamed({ roles }: Scenario, { bind }: Target, role: Role): string | undefined {
  for (const key of Object.keys(bind).filter((each) => roles.every(({ name }) => name !== each))) {
    if (nearest(key, [role.name]) !== undefined)
      return `It binds "${key}" (${formatPlace(bind[key]!.placeOf())}): did you mean "${role.name}"?`;
  }
  return undefined;
}

/** The key of the binding that was meant for a need, or how to add one. */
function slipIn(binding: Binding, role: Role, missing: readonly string[], target: Target): string {
  const others = Object.keys(binding.columns).filter((key) => !role.needs.includes(key));
  for (const key of others) {
    const meant = nearest(key, missing);
    if (meant !== undefined) return `It says "${key}" (${formatPlace(binding.placeOf(key))}): did you mean "${meant}"?`;
  }
  return `Name the columns in its binding; propose them with: faultline bind ${target.name}.`;
}
