import { formatPlace } from '../model/place.ts';
import type { Target } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { didYouMean } from './nearest.ts';

/**
 * What targets bind to roles that no scenario declares, one sentence each: a slip, or left over. No error, since
 * faultline.yaml may be shared by folders of scenarios.
 * @param scenarios all that there are
 */
export function bindingWarnings(targets: readonly Target[], scenarios: readonly Scenario[]): readonly string[] {
  const known = [...new Set(scenarios.flatMap(({ roles }) => roles.map(({ name }) => name)))];
  return targets.flatMap(({ name, bind }) =>
    Object.entries(bind)
      .filter(([role]) => !known.includes(role))
      .map(
        ([role, { placeOf }]) =>
          `target ${name} binds role ${role}, which no scenario declares (${formatPlace(placeOf())}). ${didYouMean(role, known, 'roles')}`,
      ),
  );
}
