import { join } from 'node:path';
import type { Catalog } from '../model/anomaly.ts';
import { FaultlineError } from '../model/errors.ts';
import { formatPlace } from '../model/place.ts';
import type { Project } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { choosePaths } from './choose-paths.ts';
import { readFileText } from './file-text.ts';
import { shown } from './field.ts';
import { toScenario } from './parse-scenario.ts';
import { throwProblems } from './problem.ts';
import { matchingFiles } from './scenario-paths.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** Scenarios of a project; `isComplete` = all of them: only then is one that is missing a removed one. */
export interface LoadedScenarios {
  readonly scenarios: readonly Scenario[];
  readonly isComplete: boolean;
}

/**
 * The scenarios of a project, sorted by path.
 * @param paths files, folders or globs that restrict them; none = all @param folder what relative paths start from
 * @throws NO_SCENARIOS where the project has no scenario file at all; ProblemsError of everything wrong with any of them
 */
export async function loadScenarios(
  project: Project,
  catalog: Catalog,
  paths: readonly string[] = [],
  folder: string = process.cwd(),
): Promise<LoadedScenarios> {
  const files = await matchingFiles(project.root, project.scenarios);
  if (files.length === 0) {
    throw new FaultlineError(
      'NO_SCENARIOS',
      `no scenario file matches ${project.scenarios.join(', ')} in ${project.root}`,
      {
        hint: 'Add one there; `faultline catalog` lists the anomalies. To take everything back, use `faultline rollback --all`.',
      },
    );
  }
  const isComplete = paths.length === 0;
  const chosen = isComplete ? files : await choosePaths(project, files, paths, folder);
  const read = await Promise.all(files.map((path) => readScenarioFile(project, path)));
  const scenarios: Scenario[] = [];
  const errors: FaultlineError[] = [...sameNames(read, chosen)];
  for (const { file, error } of read.filter(({ path }) => chosen.includes(path))) {
    if (error !== undefined) errors.push(error);
    if (file === undefined) continue;
    try {
      scenarios.push(
        toScenario(
          file,
          catalog,
          project.targets.map(({ name }) => name),
        ),
      );
    } catch (problem) {
      if (!(problem instanceof FaultlineError)) throw problem;
      errors.push(problem);
    }
  }
  throwProblems(errors);
  return { scenarios, isComplete };
}

interface ScenarioFile {
  readonly path: string;
  readonly file?: YamlFile;
  readonly error?: FaultlineError;
}

async function readScenarioFile(project: Project, path: string): Promise<ScenarioFile> {
  try {
    return { path, file: readYaml(await readFileText(join(project.root, path), path), path) };
  } catch (error) {
    if (!(error instanceof FaultlineError)) throw error;
    return { path, error };
  }
}

/** The files outside of the chosen ones count too: two scenarios of one name would replace each other. */
function sameNames(files: readonly ScenarioFile[], chosen: readonly string[]): readonly FaultlineError[] {
  const firsts = new Map<string, YamlFile>();
  const errors: FaultlineError[] = [];
  for (const { file } of files) {
    const name = file && nameOf(file);
    if (file === undefined || name === undefined) continue;
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, file);
    else if (chosen.includes(file.path) || chosen.includes(first.path)) errors.push(sameName(name, file, first));
  }
  return errors;
}

function nameOf({ value }: YamlFile): string | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined;
  return typeof value.name === 'string' ? value.name : undefined;
}

function sameName(name: string, file: YamlFile, first: YamlFile): FaultlineError {
  const place = file.placeOf(['name']);
  return new FaultlineError(
    'DUPLICATE_NAME',
    `the name ${shown(name)} is taken by ${formatPlace(first.placeOf(['name']))}`,
    {
      place,
      line: file.line(place.line),
      hint: 'Give one of the two another name.',
    },
  );
}
