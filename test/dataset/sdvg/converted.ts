import { catalog } from '../../../src/anomaly/registry.ts';
import { parseDataset } from '../../../src/dataset/parse/parse-dataset.ts';
import { valueTypes } from '../../../src/dataset/registry.ts';
import { datasetOfSdvg } from '../../../src/dataset/sdvg/dataset-of-sdvg.ts';
import { ProblemsError } from '../../../src/model/errors.ts';
import { rowsOf, sourcesOf } from '../dataset-of.ts';

/** Values by column, as text, in the order of the rows that are made. */
export type Columns = Readonly<Record<string, readonly (string | null)[]>>;

/** A configuration of sdvg as the data set that it becomes, read as any other file. */
export function converted(configuration: string, path = 'models.yml') {
  const { text, warnings, tables } = datasetOfSdvg(configuration, path);
  const clock = () => new Date('2026-11-21T12:00:00Z');
  return { dataset: parseDataset(text, 'models.yaml', { types: valueTypes, catalog, clock }), text, warnings, tables };
}

/** The rows that a configuration makes, by model. */
export async function made(configuration: string): Promise<Readonly<Record<string, Columns>>> {
  const { dataset } = converted(configuration);
  const tables: Record<string, Columns> = {};
  for (const source of await sourcesOf(dataset)) {
    const rows = await rowsOf(source);
    tables[source.table.name.name] = Object.fromEntries(
      source.table.columns.map(({ name }, index) => [name, rows.map((row) => row[index] ?? null)]),
    );
  }
  return tables;
}

/** What a configuration is refused for, each problem with code and place. */
export function refusals(configuration: string): readonly string[] {
  try {
    converted(configuration);
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems.map(String);
    throw error;
  }
  return [];
}

/** Different values, nulls left out. */
export function different(values: readonly (string | null)[]): number {
  return new Set(values.filter((each) => each !== null)).size;
}

/** How many have no value. */
export function nulls(values: readonly (string | null)[]): number {
  return values.filter((each) => each === null).length;
}
