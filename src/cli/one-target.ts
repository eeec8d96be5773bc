import { FaultlineError } from '../model/errors.ts';
import type { Project, Target } from '../model/project.ts';
import { chooseTargets } from './workspace.ts';

/** The target that a command is for. @throws UNKNOWN_TARGET, INVALID_ARGUMENT for a glob of several */
export function oneTarget(project: Project, wanted: string): Target {
  const [target, ...others] = chooseTargets(project, [wanted]);
  if (others.length === 0) return target!;
  throw new FaultlineError('INVALID_ARGUMENT', `"${wanted}" means several targets`, {
    hint: `Name one: ${[target!, ...others].map(({ name }) => name).join(', ')}.`,
  });
}
