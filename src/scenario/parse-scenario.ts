import type { Catalog } from '../model/anomaly.ts';
import type { Scenario, Step } from '../model/scenario.ts';
import { readClockDuration } from './duration-field.ts';
import { membersOf, rootField, textOf, type Field } from './field.ts';
import { fingerprint } from './fingerprint.ts';
import { readLimits } from './limits.ts';
import { mergeProblems, throwProblems, toError, type Problem } from './problem.ts';
import { readSchedule } from './schedule.ts';
import { checkRoles } from './role-check.ts';
import { readRoles } from './roles.ts';
import { checkScenario } from './scenario-check.ts';
import { mostSteps, scenarioSchema } from './scenario-schema.ts';
import { checkSchema } from './schema-check.ts';
import { checkStep } from './step-check.ts';
import { checkSlug } from './slug.ts';
import { readStep } from './step.ts';
import { readSuspension } from './suspension.ts';
import { checkTargets } from './target-names.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/**
 * A scenario from the text of its file, defaults filled in from the catalog.
 * @param path relative to the project's folder, with forward slashes
 * @throws ProblemsError of everything wrong with the file, sorted by line
 */
export function parseScenario(text: string, path: string, catalog: Catalog): Scenario {
  return toScenario(readYaml(text, path), catalog);
}

/** As `parseScenario`, of a file that is read already. @param targets names of the project's targets, where they are known */
export function toScenario(file: YamlFile, catalog: Catalog, targets?: readonly string[]): Scenario {
  const head = checkSchema(scenarioSchema, file.value, []);
  throwProblems(head.filter(isOtherFile).map((problem) => toError(problem, file)));
  const meaning: Problem[] = [];
  const root = rootField(file, (problem) => meaning.push(problem));
  const scenario = readScenario(file, root, catalog);
  checkScenario(root, catalog);
  checkRoles(root);
  if (targets !== undefined) checkTargets(root, targets);
  const problems = mergeProblems([...head, ...checkSteps(root.at('steps'), catalog)], meaning);
  throwProblems(problems.map((problem) => toError(problem, file)));
  return { ...scenario, fingerprint: fingerprint(scenario.seed, scenario.steps, catalog) };
}

/** Of a file that is something else altogether, everything would be wrong: nothing more is said about it. */
function isOtherFile({ code, path }: Problem): boolean {
  return code === 'INVALID_VALUE' && (path.length === 0 || path[0] === 'kind');
}

function checkSteps(steps: Field, catalog: Catalog): readonly Problem[] {
  return membersOf(steps, mostSteps).flatMap(({ value, path }) => checkStep(value, path, catalog));
}

function readScenario(file: YamlFile, root: Field, catalog: Catalog): Omit<Scenario, 'fingerprint'> {
  const name = textOf(root.at('name'));
  checkSlug(root.at('name'));
  return {
    name,
    description: textOf(root.at('description')) || undefined,
    targets: readTargets(root),
    seed: readSeed(root.at('seed')) ?? name,
    tags: readTags(root.at('tags').value),
    expires: root.at('expires').value === undefined ? undefined : readClockDuration(root.at('expires')),
    schedule: readSchedule(root.at('schedule')),
    suspend: readSuspension(root.at('suspend')),
    allowTriggers: root.at('allowTriggers').value === true,
    limits: readLimits(root.at('limits')),
    roles: readRoles(root.at('roles')),
    steps: readSteps(root.at('steps'), catalog),
    path: file.path,
    source: file.text,
    placeOf: (path) => file.placeOf(path),
  };
}

function readTargets(root: Field): readonly string[] {
  const [one, several] = [root.at('target'), root.at('targets')];
  if (one.value !== undefined && several.value !== undefined)
    several.refuse('target and targets stand side by side', 'Keep one of the two.');
  if (one.value === undefined && several.value === undefined) {
    root.refuse(
      'the key target is missing',
      'target: a target of faultline.yaml, or a glob of several.',
      'MISSING_KEY',
    );
  }
  if (typeof one.value === 'string') return [one.value];
  return Array.isArray(several.value) ? several.value.filter((target) => typeof target === 'string') : [];
}

function readSeed({ value }: Field): string | undefined {
  if (typeof value === 'number') return JSON.stringify(value);
  return typeof value === 'string' ? value : undefined;
}

function readTags(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, tag]) => [key, String(tag)]));
}

function readSteps(list: Field, catalog: Catalog): readonly Step[] {
  return membersOf(list, mostSteps).flatMap((step) => {
    const anomaly = catalog.get(textOf(step.at('anomaly')));
    return anomaly === undefined ? [] : [readStep(step, anomaly)];
  });
}
