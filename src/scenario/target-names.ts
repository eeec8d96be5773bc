import { membersOf, textOf, type Field } from './field.ts';
import { globPattern } from '../model/glob.ts';
import { didYouMean } from './nearest.ts';

/** No scenario means more of them. */
const mostTargets = 100;

/** Refuses each name or glob in `target` and `targets` that matches none of the names. */
export function checkTargets(root: Field, names: readonly string[]): void {
  for (const field of [root.at('target'), ...membersOf(root.at('targets'), mostTargets)]) {
    const target = textOf(field);
    if (target === '' || names.some((name) => globPattern(target).test(name))) continue;
    field.refuse(`faultline.yaml has no target "${target}"`, didYouMean(target, names, 'targets'), 'UNKNOWN_TARGET');
  }
}
