import type { TProperties } from '@sinclair/typebox';
import type { Anomaly, Catalog, JsonSchema } from '../model/anomaly.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { describeAnomaly, requiredParameters, sharedStepProperties, stepSchema } from './step-schema.ts';

/**
 * The JSON Schema (draft-07) of scenario files for editors: a step is narrowed by its anomaly, so that completion
 * offers the keys that this anomaly takes, and hovering tells what each means for it.
 */
export function scenarioDocument(catalog: Catalog): JsonSchema {
  const { steps, ...properties } = scenarioSchema.properties;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...scenarioSchema,
    properties: { ...properties, steps: { ...steps, items: { $ref: '#/definitions/step' } } },
    anyOf: [
      { required: ['target'], not: { required: ['targets'] } },
      { required: ['targets'], not: { required: ['target'] } },
    ],
    definitions: {
      step: step(catalog),
      ...Object.fromEntries([...catalog.values()].map((anomaly) => [anomaly.id, anomalyStep(anomaly)])),
      ...sharedStepProperties(),
    },
  };
}

function step(catalog: Catalog): JsonSchema {
  const anomalies = [...catalog.values()];
  return {
    type: 'object',
    required: ['id', 'anomaly', 'table'],
    properties: {
      id: reference('id'),
      anomaly: {
        type: 'string',
        description: 'What goes wrong: an entry of the catalog (`faultline catalog`).',
        ...(anomalies.length > 0 && {
          anyOf: anomalies.map((anomaly) => ({
            const: anomaly.id,
            title: anomaly.title,
            description: describeAnomaly(anomaly),
          })),
        }),
      },
      table: reference('table'),
    },
    ...(anomalies.length > 0 && {
      allOf: anomalies.map(({ id }) => ({
        if: { properties: { anomaly: { const: id } }, required: ['anomaly'] },
        // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
        then: reference(id),
      })),
    }),
  };
}

/** Keys that mean the same for every anomaly are references: the file stays readable. */
function anomalyStep(anomaly: Anomaly): JsonSchema {
  const schema = stepSchema(anomaly);
  const shared = sharedStepProperties();
  const properties = Object.entries(schema['properties'] as TProperties).map(([key, property]) => [
    key,
    key === 'anomaly' ? { const: anomaly.id } : key in shared ? reference(key) : property,
  ]);
  const required = [
    ...(schema['required'] as readonly string[]),
    ...(requiredParameters(anomaly).length > 0 ? ['with'] : []),
  ];
  return { ...schema, title: anomaly.title, required, properties: Object.fromEntries(properties) };
}

function reference(definition: string): JsonSchema {
  return { $ref: `#/definitions/${definition}` };
}
