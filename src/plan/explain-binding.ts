import { FaultlineError } from '../model/errors.ts';
import { formatPlace } from '../model/place.ts';
import type { BoundName } from '../model/role.ts';
import type { Scenario } from '../model/scenario.ts';

/** An error about a step's key whose names come from a target's bindings: it then names these, and where they stand. */
export function explainBinding(error: FaultlineError, scenario: Scenario, index: number): FaultlineError {
  const { place } = error;
  if (place === undefined) return error;
  const names = (scenario.boundNames ?? []).filter(
    ({ step, key }) => step === index && formatPlace(scenario.placeOf(['steps', index, key])) === formatPlace(place),
  );
  if (names.length === 0) return error;
  const message = `${error.message}; ${names.map(boundInWords).join(', ')}`;
  return new FaultlineError(error.code, message, { place, line: error.line, hint: error.hint, cause: error });
}

/** `target "customer-c" binds amount of role fact to gesamt (faultline.yaml:8:123)`. */
export function boundInWords({ target, role, need, name, place }: Omit<BoundName, 'step' | 'key'>): string {
  const what = need === undefined ? `role ${role}` : `${need} of role ${role}`;
  return `target "${target}" binds ${what} to ${name} (${formatPlace(place)})`;
}
