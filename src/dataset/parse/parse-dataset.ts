import type { Catalog } from '../../model/anomaly.ts';
import type { Dataset } from '../../model/dataset.ts';
import { rootField, textOf, type Field } from '../../scenario/field.ts';
import { readMoment } from '../../scenario/moment.ts';
import { mergeProblems, throwProblems, toError, type Problem } from '../../scenario/problem.ts';
import { checkSchema } from '../../scenario/schema-check.ts';
import { checkSlug } from '../../scenario/slug.ts';
import { readYaml } from '../../scenario/yaml-file.ts';
import type { ValueTypes } from '../compile/compile-table.ts';
import { checkDataset } from './check-dataset.ts';
import { datasetSchema, mostTables } from './dataset-schema.ts';
import { readAnomalies } from './read-anomalies.ts';
import { readOutput } from './read-output.ts';
import { readTable } from './read-table.ts';
import { sizedTables } from './sized-tables.ts';

/** What a data set's file is read against. */
export interface ParseContext {
  readonly types: ValueTypes;
  readonly catalog: Catalog;
  /** The clock, for files that do not say what `now` means. */
  readonly clock: () => Date;
  /** Instead of the file's own seed. */
  readonly seed?: string | undefined;
  /** Instead of the file's own, and of the clock: ISO 8601 in UTC. */
  readonly now?: string | undefined;
}

/**
 * A data set from the text of its file, defaults filled in, all that cannot be made found.
 * @param path as errors name the file
 * @throws ProblemsError of everything wrong with the file, sorted by line
 */
export function parseDataset(text: string, path: string, context: ParseContext): Dataset {
  const file = readYaml(text, path);
  const structure: Problem[] = [...checkSchema(datasetSchema, file.value, [])];
  throwProblems(structure.filter(isOtherFile).map((problem) => toError(problem, file)));
  const meaning: Problem[] = [];
  const root = rootField(file, (problem) => meaning.push(problem));
  const report = (problems: readonly Problem[]) => structure.push(...problems);
  checkSlug(root.at('name'));
  const name = textOf(root.at('name'));
  const tables = sizedTables(root, readTables(root, context.types, report));
  const dataset: Dataset = {
    name,
    description: textOf(root.at('description')) || undefined,
    seed: context.seed ?? readSeed(root.at('seed')) ?? name,
    locale: textOf(root.at('locale')) || 'en',
    now: context.now ?? readMoment(root.at('now')) ?? `${context.clock().toISOString().slice(0, 10)}T00:00:00.000000Z`,
    tables,
    output: readOutput(root.at('output'), report),
    anomalies: readAnomalies(root.at('anomalies'), context.catalog, report),
    path,
    placeOf: (target) => file.placeOf(target),
    source: file.value,
  };
  if (structure.length === 0 && meaning.length === 0) checkDataset(root, dataset, context.types);
  throwProblems(mergeProblems(structure, meaning).map((problem) => toError(problem, file)));
  return dataset;
}

/** Of a file that is something else altogether, everything would be wrong: nothing more is said about it. */
function isOtherFile({ code, path }: Problem): boolean {
  return code === 'INVALID_VALUE' && (path.length === 0 || path[0] === 'kind');
}

function readTables(root: Field, types: ValueTypes, report: (problems: readonly Problem[]) => void) {
  const field = root.at('tables');
  const { value } = field;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const names = Object.keys(value);
  if (names.length > mostTables) {
    field.refuse(`more than ${mostTables} tables`, 'Split the data set.');
    return [];
  }
  return names.map((name) => readTable(field.at(name), name, types, report));
}

function readSeed({ value }: Field): string | undefined {
  if (typeof value === 'number') return JSON.stringify(value);
  return typeof value === 'string' ? value : undefined;
}
