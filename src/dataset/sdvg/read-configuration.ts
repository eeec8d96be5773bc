import { membersOf, rootField, shown, textOf, type Field } from '../../scenario/field.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { mergeProblems, throwProblems, toError, type Problem } from '../../scenario/problem.ts';
import { checkSchema } from '../../scenario/schema-check.ts';
import { readYaml } from '../../scenario/yaml-file.ts';
import type { SdvgConfiguration, SdvgModel } from './configuration.ts';
import { readModel } from './read-model.ts';
import { readOutput } from './read-output.ts';
import { sdvgSchema } from './sdvg-schema.ts';
import { openWarnings, type Warn } from './warnings.ts';

/** A configuration as it is read, and what of it is read otherwise than sdvg does. */
export interface ReadConfiguration {
  readonly configuration: SdvgConfiguration;
  /** Adds a sentence about a field to the warnings. */
  readonly warn: Warn;
  /** Sentences with their places, sorted by line. */
  warnings(): readonly string[];
  /** @throws ProblemsError of what fields have refused since they were read */
  throwRefused(): void;
}

/**
 * Reads a configuration of sdvg, YAML or JSON, with sdvg's own defaults.
 * @throws ProblemsError of everything that sdvg would refuse as well, and of what has no counterpart here
 */
export function readConfiguration(text: string, path: string): ReadConfiguration {
  const file = readYaml(text, path);
  const structure: Problem[] = [...checkSchema(sdvgSchema, file.value, [])];
  const meaning: Problem[] = [];
  const root = rootField(file, (problem) => meaning.push(problem));
  const { warn, warnings } = openWarnings(file);
  const report = (problems: readonly Problem[]) => structure.push(...problems);
  const configuration = {
    seed: readSeed(root.at('random_seed')),
    models: namesOf(root.at('models')).map((name) => readModel(root.at('models').at(name), name, { report, warn })),
    ignored: membersOf(root.at('models_to_ignore'), 1000).map(textOf),
    output: readOutput(root.at('output'), { report, warn }),
  };
  if (structure.length === 0 && meaning.length === 0) checkModels(root, configuration);
  const throwRefused = () => throwProblems(mergeProblems(structure, meaning).map((problem) => toError(problem, file)));
  throwRefused();
  for (const key of ['workers_count', 'batch_size'])
    if (root.at(key).value !== undefined) warn(root.at(key), `${key} says nothing here: rows are made by all cores`);
  return { configuration, warn, warnings, throwRefused };
}

function namesOf({ value }: Field): readonly string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function readSeed(field: Field): string | undefined {
  const digits = field.value === undefined ? '0' : String(field.value);
  return digits === '0' ? undefined : digits;
}

function checkModels(root: Field, { models, ignored }: SdvgConfiguration): void {
  const names = models.map(({ name }) => name);
  for (const [index, name] of ignored.entries())
    if (!names.includes(name))
      root
        .at('models_to_ignore')
        .at(index)
        .refuse(`there is no model ${shown(name)} to be ignored`, didYouMean(name, names, 'models'));
  if (names.every((name) => ignored.includes(name)))
    root.at('models_to_ignore').refuse('every model is ignored', 'Leave at least one of them out of the list.');
  for (const model of models) checkReferences(model, models);
}

function checkReferences(model: SdvgModel, models: readonly SdvgModel[]): void {
  for (const column of model.columns) {
    if (column.kind !== 'reference') continue;
    const field = column.field.at('foreign_key');
    const parent = models.find(({ name }) => name === column.model);
    const key = parent?.columns.find(({ name }) => name === column.column);
    if (parent === undefined)
      field.refuse(
        `there is no model ${shown(column.model)}`,
        didYouMean(
          column.model,
          models.map(({ name }) => name),
          'models',
        ),
      );
    else if (key === undefined)
      field.refuse(
        `the model ${parent.name} has no column ${shown(column.column)}`,
        didYouMean(
          column.column,
          parent.columns.map(({ name }) => name),
          'columns',
        ),
      );
    else if (key.kind === 'reference')
      field.refuse(
        `${parent.name}.${key.name} is a foreign key itself`,
        `Refer to ${key.model}.${key.column}, as it does.`,
      );
  }
}
