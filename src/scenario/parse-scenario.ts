import type { Catalog } from '../model/anomaly.ts';
import type { Scenario, Step } from '../model/scenario.ts';
import { readClockDuration } from './duration-field.ts';
import { rootField, textOf, type Field } from './field.ts';
import { fingerprint } from './fingerprint.ts';
import { readLimits } from './limits.ts';
import { mergeProblems, throwProblems, toError, type Problem } from './problem.ts';
import { checkScenario } from './scenario-check.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { checkSchema } from './schema-check.ts';
import { checkStep } from './step-check.ts';
import { checkSlug } from './slug.ts';
import { readStep } from './step.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/**
 * A scenario from the text of its file, defaults filled in from the catalog.
 * @param path relative to the project's folder, with forward slashes
 * @throws ProblemsError of everything wrong with the file, sorted by line
 */
export function parseScenario(text: string, path: string, catalog: Catalog): Scenario {
  const file = readYaml(text, path);
  const meaning: Problem[] = [];
  const scenario = readScenario(
    file,
    rootField(file, (problem) => meaning.push(problem)),
    catalog,
  );
  throwProblems(mergeProblems(checkStructure(file.value, catalog), meaning).map((problem) => toError(problem, file)));
  return { ...scenario, fingerprint: fingerprint(scenario.seed, scenario.steps, catalog) };
}

function checkStructure(value: unknown, catalog: Catalog): readonly Problem[] {
  const head = checkSchema(scenarioSchema, value, []);
  // Of a file that is something else, everything would be wrong.
  const otherKind = head.filter((problem) => problem.path[0] === 'kind');
  if (otherKind.length > 0) return otherKind;
  const steps =
    typeof value === 'object' && value !== null && 'steps' in value && Array.isArray(value.steps) ? value.steps : [];
  return [...head, ...steps.flatMap((step, index) => checkStep(step, ['steps', index], catalog))];
}

function readScenario(file: YamlFile, root: Field, catalog: Catalog): Omit<Scenario, 'fingerprint'> {
  const kind = root.at('kind').value;
  const isOther = kind !== undefined && kind !== 'Scenario';
  const name = textOf(root.at('name'));
  if (!isOther) checkSlug(root.at('name'));
  if (!isOther) checkScenario(root, catalog);
  return {
    name,
    description: textOf(root.at('description')) || undefined,
    targets: isOther ? [] : readTargets(root),
    seed: readSeed(root.at('seed')) ?? name,
    tags: readTags(root.at('tags').value),
    expires: root.at('expires').value === undefined ? undefined : readClockDuration(root.at('expires')),
    allowTriggers: root.at('allowTriggers').value === true,
    limits: readLimits(root.at('limits')),
    steps: isOther ? [] : readSteps(root.at('steps'), catalog),
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
  return value === undefined || value === null ? undefined : String(Object.is(value, -0) ? 0 : value);
}

function readTags(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, tag]) => [key, String(tag)]));
}

function readSteps(list: Field, catalog: Catalog): readonly Step[] {
  if (!Array.isArray(list.value)) return [];
  return list.value.flatMap((_, index) => {
    const anomaly = catalog.get(textOf(list.at(index).at('anomaly')));
    return anomaly === undefined ? [] : [readStep(list.at(index), anomaly)];
  });
}
