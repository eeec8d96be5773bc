import { catalog } from '../../src/anomaly/registry.ts';
import { outputKinds } from '../../src/dataset/outputs.ts';
import { datasetSchema, tableSchema } from '../../src/dataset/parse/dataset-schema.ts';
import { markdownTable } from '../../src/output/markdown.ts';
import { projectDocument } from '../../src/scenario/project-schema.ts';
import { scenarioDocument } from '../../src/scenario/scenario-document.ts';
import { anyStepSchema, stepSchema } from '../../src/scenario/step-schema.ts';
import type { GeneratedFile } from './generated-file.ts';

interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
}

/** The keys of scenario and project files for readers. */
export function fileReference(): GeneratedFile {
  const scenario = scenarioDocument(catalog) as Schema;
  const project = projectDocument() as Schema;
  const targets = project.properties?.['targets'] ?? {};
  const target = Object.values(targets.patternProperties ?? {})[0] ?? targets.additionalProperties;
  const text = [
    '# Scenario, project and data set files',
    'Made from the schemas in `src/scenario/` and `src/dataset/` by `npm run gen`.',
    '## A scenario',
    keys(scenario),
    '## A step',
    'What `volume`, `amplitude`, `duration` and `with` mean for an anomaly, and their defaults, stands in [the catalog](anomalies/README.md). Where a step names no `during` and its table has a time column, it strikes the last completed bucket (a day unless `bucket` says otherwise), not all rows: a share of all rows lifts every bucket alike, and monitors that compare buckets see nothing.',
    keys(stepOfAny()),
    '## faultline.yaml',
    keys(project),
    '## A target',
    typeof target === 'object' ? keys(target) : '',
    '## A data set',
    'What a data set is for, and how its columns are written, stands in [data sets](datasets.md); [values](values.md) has the types of columns.',
    keys(datasetSchema as Schema),
    '## A table of a data set',
    keys(tableSchema as Schema),
    ...[...outputKinds].flatMap(([kind, schema]) =>
      Object.keys(schema.properties).length === 0 ? [] : [`## The output ${kind}`, keys(asWritten(schema as Schema))],
    ),
  ].filter((block) => block !== '');
  return { path: 'docs/files.md', text: `${text.join('\n\n')}\n` };
}

/** Every key of a step; of those that mean something else for each anomaly only the form. */
function stepOfAny(): Schema {
  const { properties = {} } = stepSchema(catalog.get('level-shift')!) as Schema;
  const own = {
    volume: {
      description:
        'How many of the eligible rows: a share such as `5%`, or a number such as `500 rows`; exactly that many.',
      default: undefined,
    },
    amplitude: {
      description: 'The strength, in the unit of the anomaly: `8 sd`, `-40 %`, `2 edits`, `3 buckets`.',
      default: undefined,
    },
    with: { description: 'What only this anomaly has.' },
    duration: { description: properties['duration']?.description ?? '' },
    shape: {
      ...properties['shape'],
      description: 'How the strength rises and falls over an occurrence, for anomalies of numbers over time.',
      default: undefined,
    },
    select: {
      description:
        'Which of the eligible rows are taken: `random`; `{towards: high, of: amount}` (or `low`; `of: self` for the subject), likelier by rank; `{clustered: 20}`, runs of so many neighbours; `{segment: country}`, whole groups.',
    },
  };
  const { properties: known = {}, ...rest } = anyStepSchema as Schema;
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.keys(known).map((key) => [key, { ...known[key], ...properties[key], ...own[key as keyof typeof own] }]),
    ),
  };
}

/** Keys with a default need not be written. */
function asWritten({ required = [], ...schema }: Schema): Schema {
  return { ...schema, required: required.filter((key) => schema.properties?.[key]?.default === undefined) };
}

function keys({ properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).flatMap(([key, schema]) => [
    row(key, schema, required.includes(key)),
    ...inner(key, schema),
  ]);
  return markdownTable(['key', 'meaning', 'default'], rows).join('\n');
}

function inner(key: string, { properties = {}, required = [] }: Schema): readonly (readonly string[])[] {
  return Object.entries(properties).map(([own, schema]) => row(`${key}.${own}`, schema, required.includes(own)));
}

function row(key: string, schema: Schema, isRequired: boolean): readonly string[] {
  const choices =
    schema.enum && schema.enum.length <= 12
      ? ` One of ${schema.enum.map((choice) => `\`${shown(choice)}\``).join(', ')}.`
      : '';
  const fallback =
    schema.default === undefined
      ? ''
      : `\`${typeof schema.default === 'object' ? JSON.stringify(schema.default) : shown(schema.default)}\``;
  return [`\`${key}\``, `${schema.description ?? ''}${choices}`, isRequired ? 'required' : fallback];
}

/** A value as it is written, line ends and nothing at all so that they are seen. */
function shown(value: unknown): string {
  return typeof value === 'string' && /^$|[\n\r\t]/.test(value) ? JSON.stringify(value) : String(value);
}
