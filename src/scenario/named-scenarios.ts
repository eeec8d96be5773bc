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
  /** Names and globs of targets, as the file gives them. */
  readonly targets: readonly string[];
}

/** Every scenario file of a project with its name and targets, sorted by path; nothing else of them is looked at. */
export async function namedScenarios(project: Project): Promise<readonly NamedScenario[]> {
  const paths = await matchingFiles(project.root, project.scenarios);
  return Promise.all(paths.map(async (path) => ({ path, ...(await headIn(join(project.root, path), path)) })));
}

async function headIn(file: string, path: string): Promise<Omit<NamedScenario, 'path'>> {
  try {
    const { value } = readYaml(await readFileText(file, path), path);
    if (typeof value !== 'object' || value === null) return nothing;
    const { name, target, targets } = value as Readonly<Record<string, unknown>>;
    return { name: isText(name) ? name : undefined, targets: [target, targets].flat().filter(isText) };
  } catch (error) {
    if (error instanceof FaultlineError) return nothing;
    throw error;
  }
}

const nothing = { name: undefined, targets: [] } as const;

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
