import { createHash } from 'node:crypto';
import { FaultlineError } from '../../model/errors.ts';
import type { Project } from '../../model/project.ts';
import type { WatchedFiles } from '../../run/watch/watch.ts';
import type { Session } from '../session.ts';
import { chooseTargets, openWorkspace, type Workspace } from '../workspace.ts';

/** The workspace that is watched. */
export interface WatchedWorkspace extends WatchedFiles {
  readonly workspace: Workspace;
}

/**
 * The files as they are now.
 * @param first the project as it was at the start @param paths restrict the scenarios @param names restrict the targets
 * @throws FaultlineError where they cannot be used: also where faultline.yaml is gone or another project's, since the runs
 *   of the first one would be nobody's
 */
export async function loadWatched(
  session: Session,
  first: Project,
  paths: readonly string[],
  names: readonly string[],
): Promise<WatchedWorkspace> {
  const workspace = await openWorkspace(session, paths);
  const { project, scenarios } = workspace;
  if (project.root !== first.root) {
    throw new FaultlineError('NO_PROJECT', `there is no faultline.yaml in ${first.root} any more`, {
      hint: 'Bring it back, or end watch.',
    });
  }
  if (project.name !== first.name) {
    throw new FaultlineError(
      'INVALID_VALUE',
      `the project is called "${project.name}" now and was "${first.name}" when watch was started`,
      { hint: 'Take back what is active with faultline rollback --all, and start watch again.' },
    );
  }
  const texts = scenarios.map(({ path, source }) => [path, source]);
  const version = createHash('sha256')
    .update(JSON.stringify([project, texts]))
    .digest('hex');
  return { version, workspace, targets: chooseTargets(project, names), scenarios };
}
