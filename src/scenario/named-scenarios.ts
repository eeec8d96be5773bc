import { join } from 'node:path';
import { FaultlineError } from '../model/errors.ts';
import type { Project } from '../model/project.ts';
import { readFileText } from './file-text.ts';
import { matchingFiles } from './scenario-paths.ts';
import { readYaml } from './yaml-file.ts';

/** A scenario file and the name that it gives; files that cannot be read have none. */
export interface NamedScenario {
  /** Relative to the project's folder, with forward slashes. */
  readonly path: string;
  readonly name: string | undefined;
}

/** Every scenario file of a project with its name, sorted by path; nothing else of them is looked at. */
export async function namedScenarios(project: Project): Promise<readonly NamedScenario[]> {
  const paths = await matchingFiles(project.root, project.scenarios);
  return Promise.all(paths.map(async (path) => ({ path, name: await nameIn(join(project.root, path), path) })));
}

async function nameIn(file: string, path: string): Promise<string | undefined> {
  try {
    const { value } = readYaml(await readFileText(file, path), path);
    const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
    return typeof name === 'string' ? name : undefined;
  } catch (error) {
    if (error instanceof FaultlineError) return undefined;
    throw error;
  }
}
