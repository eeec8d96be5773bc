import { Type } from '@sinclair/typebox';
import { durationSchema } from './duration-field.ts';
import { limitProperties } from './limits.ts';
import { scheduleSchema } from './schedule.ts';
import { rolesSchema } from './roles.ts';
import { slugSchema } from './slug.ts';
import { suspensionSchema } from './suspension.ts';

/** Steps of one scenario; a plan of more is not read by anybody. */
export const mostSteps = 100;

const text = Type.String({ minLength: 1 });

/** A scenario file without its steps, each of which has the schema of its anomaly. */
export const scenarioSchema = Type.Object(
  {
    apiVersion: Type.Literal('faultline/v1', { description: 'Version of this file format.' }),
    kind: Type.Literal('Scenario', { description: 'What the file holds.' }),
    name: slugSchema(
      'Name of the scenario, unique in the project. A new name is a new scenario: the old one is rolled back.',
    ),
    description: Type.Optional(
      Type.String({ description: 'What goes wrong, in the words of those who would notice.' }),
    ),
    target: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'A target of faultline.yaml, or a glob of several, such as `staging-*`.',
      }),
    ),
    targets: Type.Optional(
      Type.Array(text, { minItems: 1, uniqueItems: true, description: 'Several targets, each with a run of its own.' }),
    ),
    seed: Type.Optional(
      Type.Unsafe<string | number>({
        description: 'Decides which rows and values are drawn. Default: the name of the scenario.',
        anyOf: [
          { type: 'integer', title: 'a whole number' },
          { type: 'string', minLength: 1, title: 'a text' },
        ],
      }),
    ),
    tags: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Unsafe<string | number | boolean>({ type: ['string', 'number', 'boolean'], title: 'a text' }),
        { description: 'Labels of your own, shown in history.' },
      ),
    ),
    expires: Type.Optional(
      durationSchema('This long after it was applied, the next apply rolls the scenario back for good.'),
    ),
    schedule: Type.Optional(scheduleSchema),
    suspend: Type.Optional(suspensionSchema),
    allowTriggers: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Whether tables with triggers may be changed; the triggers then fire.',
      }),
    ),
    limits: Type.Optional(
      Type.Object(limitProperties, { additionalProperties: false, description: 'What one run may touch at most.' }),
    ),
    roles: Type.Optional(rolesSchema),
    steps: Type.Array(Type.Unsafe<Readonly<Record<string, unknown>>>({ type: 'object' }), {
      minItems: 1,
      maxItems: mostSteps,
      title: `a list of 1 to ${mostSteps} steps`,
      description: 'The anomalies, in order; a later step sees what an earlier one changed.',
    }),
    expect: Type.Optional(
      Type.Array(
        Type.Object(
          {
            detector: Type.String({ minLength: 1, description: 'A detector of faultline.yaml.' }),
            within: Type.Optional(durationSchema('How soon it should raise the alarm.')),
            catches: Type.Optional(
              Type.Array(text, { minItems: 1, description: 'Ids of the steps that it should catch; default: all.' }),
            ),
          },
          { additionalProperties: false },
        ),
        { description: 'What your detectors should say, for drills.' },
      ),
    ),
  },
  {
    additionalProperties: false,
    title: 'a Faultline scenario',
    description: 'What should be wrong in the data, where, and when.',
  },
);
