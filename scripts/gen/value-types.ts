import { catalog } from '../../src/anomaly/registry.ts';
import { generatedSource } from '../../src/dataset/generated-source.ts';
import { localeNames } from '../../src/dataset/locale/locale-names.ts';
import { parseDataset } from '../../src/dataset/parse/parse-dataset.ts';
import type { ValueType } from '../../src/dataset/value-type.ts';
import { code, markdownTable } from '../../src/output/markdown.ts';
import type { GeneratedFile } from './generated-file.ts';
import { valueTypesInFiles } from './type-registry.ts';

type Types = ReadonlyMap<string, ValueType>;

const categories: readonly (readonly [ValueType['category'], string])[] = [
  ['basic', 'Numbers, texts and the like'],
  ['time', 'Dates and times'],
  ['series', 'Series'],
  ['person', 'Persons'],
  ['internet', 'Internet'],
  ['place', 'Places'],
  ['business', 'Business'],
  ['text', 'Texts'],
];

/** `docs/values.md`: every value type with its parameters and values that it makes. */
export async function valueTypes(): Promise<GeneratedFile> {
  const types = await valueTypesInFiles();
  const sections = [];
  for (const [category, title] of categories) {
    const own = [...types.values()].filter((type) => type.category === category);
    if (own.length === 0) continue;
    const parts = [];
    for (const type of own) parts.push(await section(type, types));
    sections.push([`## ${title}`, ...parts].join('\n\n'));
  }
  const text = [
    '# Types of values',
    'Made from the types in `src/dataset/types/` by `npm run gen`; the values are those of the first rows of a data set with the seed 7, in the locale `en`.',
    'What stands beside `type` in every column (`nulls`, `unique`, `distinct`, `ordered`, `locale`) is told in [data sets](datasets.md).',
    `Names, addresses and texts come from the definitions of [Faker](https://fakerjs.dev). What a locale lacks comes from the one that it is based on, and last from English. There are ${localeNames.map((name) => `\`${name}\``).join(', ')}.`,
    ...sections,
  ].join('\n\n');
  return { path: 'docs/values.md', text: `${text}\n` };
}

async function section(type: ValueType, types: Types): Promise<string> {
  const values = await valuesOf(type, types);
  return [
    `### ${type.id}`,
    `${type.description}${type.isOrdered ? '' : ' Cannot be `ordered`.'}`,
    values.map(code).join(' · '),
    ...parameterTable(type),
  ].join('\n\n');
}

/** What the first rows hold, or what the type's file shows where it has parameters that only a data set can give. */
async function valuesOf(type: ValueType, types: Types): Promise<readonly string[]> {
  if ((type.parameters.required ?? []).some((key) => type.parameters.properties[key]!.default === undefined))
    return type.examples;
  const text = `apiVersion: faultline/v1\nkind: Dataset\nname: values\nseed: 7\nnow: 2026-11-21\ntables: {t: {rows: 1000, columns: {value: ${type.id}}}}`;
  const dataset = parseDataset(text, 'values.yaml', { types, catalog, clock: () => new Date(0) });
  const maker = await generatedSource(dataset, dataset.tables[0]!, types).openMaker();
  try {
    const values: string[] = [];
    for await (const rows of maker.texts(0, 4)) values.push(...rows.map(([value]) => value ?? ''));
    const short = values.filter(({ length }) => length <= 60);
    return short.length > 0 ? short.slice(0, 3) : values.slice(0, 1);
  } finally {
    maker.close();
  }
}

interface Parameter {
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
}

function parameterTable({ parameters }: ValueType): readonly string[] {
  const rows = Object.entries(parameters.properties as Readonly<Record<string, Parameter>>).map(([key, schema]) => [
    `\`${key}\``,
    `${schema.description ?? ''}`,
    schema.default === undefined ? '' : `\`${JSON.stringify(schema.default)}\``,
  ]);
  return rows.length === 0 ? [] : [markdownTable(['parameter', 'meaning', 'default'], rows).join('\n')];
}
