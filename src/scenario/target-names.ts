import type { Project, Target } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { textOf, type Field } from './field.ts';
import { globPattern } from './glob.ts';
import { didYouMean } from './nearest.ts';

/** The targets of a project that a scenario names, by name or glob, in the project's order. */
export function targetsOf(scenario: Scenario, project: Project): readonly Target[] {
  const patterns = scenario.targets.map(globPattern);
  return project.targets.filter(({ name }) => patterns.some((pattern) => pattern.test(name)));
}

/** Refuses each name or glob in `target` and `targets` that matches none of the names. */
export function checkTargets(root: Field, names: readonly string[]): void {
  const list = root.at('targets');
  const fields = Array.isArray(list.value) ? list.value.map((_, index) => list.at(index)) : [];
  for (const field of [root.at('target'), ...fields]) {
    const target = textOf(field);
    if (target === '' || names.some((name) => globPattern(target).test(name))) continue;
    field.refuse(`faultline.yaml has no target "${target}"`, didYouMean(target, names, 'targets'), 'UNKNOWN_TARGET');
  }
}
