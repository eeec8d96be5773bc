import { relative, resolve, sep } from 'node:path';
import { stat } from 'node:fs/promises';
import { FaultlineError } from '../model/errors.ts';
import type { Project } from '../model/project.ts';
import { globPattern, isGlob } from '../model/glob.ts';
import { namedScenarios } from './named-scenarios.ts';
import { nearest } from './nearest.ts';

/**
 * The files of the project that some paths name: files, folders or globs.
 * @param files all files of the project, relative to its root @param folder what relative paths start from
 * @throws FILE_NOT_FOUND where a path names none, INVALID_ARGUMENT where it names a file that is none of the project's
 */
export async function choosePaths(
  project: Project,
  files: readonly string[],
  paths: readonly string[],
  folder: string,
): Promise<readonly string[]> {
  const chosen = new Set<string>();
  for (const path of paths) {
    const named = relative(project.root, resolve(folder, path)).split(sep).join('/');
    // Tools that hand over all changed files hand over this one too; it is read in any case.
    if (/^faultline\.ya?ml$/.test(named)) continue;
    const found = files.filter(matcher(named));
    if (found.length === 0) throw await notFound(project, files, path, named, folder);
    for (const file of found) chosen.add(file);
  }
  return [...chosen].toSorted();
}

function matcher(named: string): (file: string) => boolean {
  if (isGlob(named)) {
    const pattern = globPattern(named);
    return (file) => pattern.test(file);
  }
  return (file) => named === '' || file === named || file.startsWith(`${named}/`);
}

async function notFound(
  project: Project,
  files: readonly string[],
  path: string,
  named: string,
  folder: string,
): Promise<FaultlineError> {
  const found = isGlob(named) ? undefined : await stat(resolve(folder, path)).catch(() => undefined);
  if (found?.isFile() === true) {
    if (path.endsWith('.json')) {
      return new FaultlineError('INVALID_ARGUMENT', `${path} is no scenario file`, {
        hint: `If it is a saved plan, apply it by itself: faultline apply ${path}`,
      });
    }
    return new FaultlineError('INVALID_ARGUMENT', `${path} is no scenario file of this project`, {
      hint: `Its scenarios are ${project.scenarios.join(', ')}: move the file there, or add its folder to scenarios in faultline.yaml.`,
    });
  }
  const known = await namedScenarios(project);
  const called = known.find(({ name }) => name === path);
  if (called !== undefined) {
    return new FaultlineError('FILE_NOT_FOUND', `${path} is not there: it is the name of a scenario`, {
      hint: `Name its file: ${called.path}`,
    });
  }
  const near = nearest(named, files);
  const message =
    found?.isDirectory() === true || isGlob(named) ? `no scenario file is in ${path}` : `${path} is not there`;
  return new FaultlineError('FILE_NOT_FOUND', message, {
    hint: near === undefined ? 'Check the path.' : `Did you mean "${near}"?`,
  });
}
