import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { FaultlineError } from '../model/errors.ts';
import type { Project } from '../model/project.ts';
import { readFileText } from './file-text.ts';
import { parseProject } from './parse-project.ts';

/** Names that a project file may have. */
export const projectFiles = ['faultline.yaml', 'faultline.yml'];

/**
 * The project of a folder: the nearest faultline.yaml in it or above it.
 * @throws NO_PROJECT, also where the folder does not exist; ProblemsError of everything wrong with the file
 */
export async function loadProject(startFolder: string): Promise<Project> {
  if ((await stat(startFolder).catch(() => undefined)) === undefined) {
    throw new FaultlineError('NO_PROJECT', `there is no folder ${resolve(startFolder)}`, {
      hint: 'Name the folder of faultline.yaml with --project.',
    });
  }
  const path = await findProjectFile(resolve(startFolder));
  if (path === undefined) {
    throw new FaultlineError('NO_PROJECT', `there is no faultline.yaml in ${resolve(startFolder)} or above it`, {
      hint: 'Write one with `faultline init`, or name the folder of one with --project.',
    });
  }
  const name = path.slice(dirname(path).length).replace(/^[\\/]/, '');
  return parseProject(await readFileText(path, name), name, dirname(path));
}

/** The nearest faultline.yaml in a folder or above it; undefined where there is none. */
export async function findProjectFile(folder: string): Promise<string | undefined> {
  for (const name of projectFiles) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() === true) return path;
  }
  return dirname(folder) === folder ? undefined : findProjectFile(dirname(folder));
}
