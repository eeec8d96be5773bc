import type { TSchema } from '@sinclair/typebox';
import type { JsonSchema } from '../../model/anomaly.ts';
import type { ValueTypes } from '../compile/compile-table.ts';
import { outputKinds } from '../outputs.ts';
import {
  commonProperties,
  expressionColumnSchema,
  referenceColumnSchema,
  templateColumnSchema,
  typedColumnSchema,
} from './column-schema.ts';
import { datasetSchema } from './dataset-schema.ts';
import { mixSchema } from './mix-schema.ts';

/**
 * The JSON Schema (draft-07) of data sets for editors: a column is narrowed by its type, so that completion offers the
 * parameters that this type takes.
 * @param step the schema of a step, as it stands in that of scenarios
 */
export function datasetDocument(types: ValueTypes, step: JsonSchema): JsonSchema {
  const { tables, output, anomalies, ...properties } = datasetSchema.properties;
  const table = tableOf(tables);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...datasetSchema,
    properties: {
      ...properties,
      tables: { type: 'object', minProperties: 1, description: tables.description, additionalProperties: table },
      output: {
        type: 'object',
        description: output.description,
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
        properties: Object.fromEntries([...outputKinds].map(([kind, schema]) => [kind, asWritten(schema)])),
      },
      anomalies: {
        description: anomalies.description,
        anyOf: [{ type: 'array', items: step }, mixSchema],
      },
    },
    definitions: {
      column: column(types),
      ...Object.fromEntries(Object.entries(commonProperties()).map(([key, schema]) => [`common-${key}`, schema])),
      ...Object.fromEntries([...types.values()].map((type) => [`type-${type.id}`, shared(typedColumnSchema(type))])),
    },
  };
}

function tableOf(tables: TSchema): JsonSchema {
  const [schema] = Object.values(tables['patternProperties'] as Readonly<Record<string, TSchema>>);
  const properties = schema!['properties'] as Readonly<Record<string, TSchema>>;
  const columns = {
    type: 'object',
    minProperties: 1,
    description: properties['columns']!.description,
    additionalProperties: reference('column'),
  };
  return { ...schema, properties: { ...properties, columns } };
}

function column(types: ValueTypes): JsonSchema {
  const ids = [...types.values()];
  return {
    description: 'A type by its name, or a mapping with one of type, template, expression and references.',
    anyOf: [
      { anyOf: ids.map(({ id, description }) => ({ const: id, description })) },
      {
        type: 'object',
        required: ['type'],
        properties: { type: { enum: ids.map(({ id }) => id), description: 'What the values are.' } },
        allOf: ids.map(({ id }) => ({
          if: { properties: { type: { const: id } }, required: ['type'] },
          // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
          then: reference(`type-${id}`),
        })),
      },
      templateColumnSchema,
      expressionColumnSchema,
      referenceColumnSchema,
    ],
  };
}

/** Keys with a default need not be written. */
function asWritten(schema: TSchema): JsonSchema {
  const properties = schema['properties'] as Readonly<Record<string, TSchema>>;
  const { required = [], ...rest } = schema as TSchema & { readonly required?: readonly string[] };
  const needed = required.filter((key) => !('default' in properties[key]!));
  return { ...rest, ...(needed.length > 0 && { required: needed }) };
}

/** Keys that mean the same for every type are references: the file stays readable. */
function shared(schema: TSchema): JsonSchema {
  const common = commonProperties();
  const properties = Object.entries(schema['properties'] as Readonly<Record<string, TSchema>>).map(
    ([key, property]) => [key, key in common ? reference(`common-${key}`) : property],
  );
  return { ...schema, properties: Object.fromEntries(properties) };
}

function reference(definition: string): JsonSchema {
  return { $ref: `#/definitions/${definition}` };
}
