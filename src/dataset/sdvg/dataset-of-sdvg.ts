import { basename } from 'node:path';
import { datasetYaml, type WrittenTable } from '../dataset-yaml.ts';
import type { SdvgConfiguration, SdvgModel } from './configuration.ts';
import { outputOf } from './output-of.ts';
import { readConfiguration } from './read-configuration.ts';
import { tableOf } from './table-of.ts';

/** A configuration of sdvg as a Dataset file. */
export interface ConvertedSdvg {
  /** The Dataset file: what was understood, for `parseDataset` to read and for people to keep. */
  readonly text: string;
  /** What is made otherwise than sdvg would, each sentence with its place in the configuration, sorted by line. */
  readonly warnings: readonly string[];
  /** Tables that are to be written; undefined = all. Others are there only to be referred to. */
  readonly tables?: readonly string[] | undefined;
}

/**
 * The Dataset file that makes what a configuration of sdvg makes: as many rows, ranges, nulls and different values, with
 * values of their own. The result depends on the configuration alone.
 * @param text YAML or JSON @param path as errors name the file
 * @throws ProblemsError of all that is wrong with it or has no counterpart here, sorted by line
 */
export function datasetOfSdvg(text: string, path: string): ConvertedSdvg {
  const { configuration, warn, warnings, throwRefused } = readConfiguration(text, path);
  const context = { output: configuration.output, models: configuration.models, warn };
  const tables = neededModels(configuration).map((model) => tableOf(model, context));
  const written = tables.map(({ name }) => name).filter((name) => !configuration.ignored.includes(name));
  const dataset = {
    comments: [`Made of ${basename(path)}, a configuration of sdvg.`, ...seedComment(configuration)],
    name: nameOf(path),
    head: { seed: configuration.seed },
    tables: tables.map((table) => withIgnored(table, configuration)),
    output: outputOf(configuration, warn),
  };
  throwRefused();
  return {
    text: datasetYaml(dataset),
    warnings: warnings(),
    ...(written.length < tables.length && { tables: written }),
  };
}

/** Models that are written, and those that they refer to. */
function neededModels({ models, ignored }: SdvgConfiguration): readonly SdvgModel[] {
  const kept = models.filter(({ name }) => !ignored.includes(name));
  const referred = new Set(
    kept.flatMap(({ columns }) => columns.flatMap((each) => (each.kind === 'reference' ? [each.model] : []))),
  );
  return models.filter(({ name }) => !ignored.includes(name) || referred.has(name));
}

function withIgnored(table: WrittenTable, { ignored }: SdvgConfiguration): WrittenTable {
  if (!ignored.includes(table.name)) return table;
  const sentence = 'Stands in models_to_ignore: it is there for others to refer to, and is not written.';
  return { ...table, comments: [...(table.comments ?? []), sentence] };
}

function seedComment({ seed }: SdvgConfiguration): readonly string[] {
  return seed === undefined
    ? ['It names no random_seed, so that sdvg makes other values with each run; here they are always the same.']
    : [];
}

function nameOf(path: string): string {
  const words = basename(path)
    .replace(/\.(ya?ml|json)$/i, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return (words ?? ['sdvg']).join('-').slice(0, 63).replace(/-$/, '');
}
