import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { FaultlineError } from '../model/errors.ts';
import type { Project, Target } from '../model/project.ts';
import { freeSlug } from '../scenario/free-slug.ts';
import { globPattern } from '../model/glob.ts';
import { type NamedScenario, namedScenarios } from '../scenario/named-scenarios.ts';
import { didYouMean } from '../scenario/nearest.ts';

/** The scenario file that takes a new step. */
export interface StepPlace {
  /** Relative to the project's folder, with forward slashes. */
  readonly path: string;
  /** Name of the scenario. */
  readonly name: string;
  /** The file is not there yet. */
  readonly isNew: boolean;
}

export interface PlaceWishes {
  /** A scenario file, from the working folder, or a scenario's name. */
  readonly scenario?: string | undefined;
  /** Name of a new scenario. */
  readonly name?: string | undefined;
  /** What the name is made of where nobody gives one. */
  readonly words: readonly string[];
}

/** Finds the file that takes a new step, or a path for a new one. @throws FILE_NOT_FOUND, DUPLICATE_NAME, INVALID_ARGUMENT */
export async function placeStep(project: Project, wishes: PlaceWishes, folder = process.cwd()): Promise<StepPlace> {
  const known = await namedScenarios(project);
  if (wishes.scenario === undefined) return newPlace(project, known, wishes);
  const path = pathIn(project, resolve(folder, wishes.scenario));
  const found = scenarioCalled(wishes.scenario, path, known);
  if (found !== undefined) {
    if (wishes.name === undefined) return { path: found.path, name: found.name ?? '', isNew: false };
    throw new FaultlineError('INVALID_ARGUMENT', `${found.path} is there and has a name already`, {
      hint: 'Leave --name out to add a step to it, or --scenario for a new file.',
    });
  }
  if (!/\.ya?ml$/u.test(wishes.scenario)) {
    throw new FaultlineError('FILE_NOT_FOUND', `no scenario "${wishes.scenario}" in this project`, {
      hint: `${didYouMean(wishes.scenario, namesOf(known), 'scenarios')} For a new one: --name ${wishes.scenario}`,
    });
  }
  const words = [basename(path).replace(/\.ya?ml$/u, '')];
  return fileAt(project, known, path, wishes.name ?? freeSlug(words, namesOf(known), 'scenario'));
}

/** The first target of a scenario that is there, by its file or name; undefined where there is no such scenario. */
export async function targetOfScenario(
  project: Project,
  wanted: string,
  folder = process.cwd(),
): Promise<Target | undefined> {
  const found = scenarioCalled(wanted, pathIn(project, resolve(folder, wanted)), await namedScenarios(project));
  return project.targets.find(({ name }) => found?.targets.some((pattern) => globPattern(pattern).test(name)));
}

function scenarioCalled(wanted: string, path: string, known: readonly NamedScenario[]): NamedScenario | undefined {
  return known.find((each) => each.path === path) ?? known.find(({ name }) => name === wanted);
}

function newPlace(project: Project, known: readonly NamedScenario[], { name, words }: PlaceWishes): StepPlace {
  const folders = ['scenarios', ...project.scenarios.map(fixedFolder)];
  const folder = folders.find((each) => isScenario(project, inFolder(each, 'a')));
  if (folder === undefined) {
    throw new FaultlineError(
      'INVALID_ARGUMENT',
      `${project.scenarios.join(', ')} of faultline.yaml leaves open where a file goes`,
      { hint: 'Say it with --scenario, followed by the path of the new file.' },
    );
  }
  const paths = known.map(({ path }) => path);
  const taken = [...namesOf(known), ...paths.map((path) => basename(path).replace(/\.ya?ml$/u, ''))];
  const chosen = name ?? freeSlug(words, taken, 'scenario');
  return fileAt(project, known, inFolder(folder, chosen), chosen);
}

function fileAt(project: Project, known: readonly NamedScenario[], path: string, name: string): StepPlace {
  const holder = known.find((each) => each.name === name || each.path === path);
  if (holder !== undefined) {
    throw new FaultlineError('DUPLICATE_NAME', `${holder.path} is the scenario "${holder.name ?? name}" already`, {
      hint: `To add the step to it: --scenario ${holder.path}`,
    });
  }
  if (isScenario(project, path)) return { path, name, isNew: true };
  throw new FaultlineError('INVALID_ARGUMENT', `${path} would be no scenario file of this project`, {
    hint: `Choose a path that matches ${project.scenarios.join(' or ')} (scenarios in faultline.yaml).`,
  });
}

function pathIn(project: Project, file: string): string {
  const path = relative(project.root, file);
  return isAbsolute(path) ? file : path.replaceAll(sep, '/');
}

function isScenario({ scenarios }: Project, path: string): boolean {
  return scenarios.some((glob) => globPattern(glob.replace(/^(?:\.\/)+/u, '')).test(path));
}

function fixedFolder(glob: string): string {
  const folders = glob
    .replace(/^(?:\.\/)+/u, '')
    .split('/')
    .slice(0, -1);
  const moving = folders.findIndex((each) => /[*?{]/u.test(each));
  return (moving < 0 ? folders : folders.slice(0, moving)).join('/');
}

function inFolder(folder: string, name: string): string {
  return `${folder === '' ? '' : `${folder}/`}${name}.yaml`;
}

function namesOf(known: readonly NamedScenario[]): readonly string[] {
  return known.flatMap(({ name }) => name ?? []);
}
