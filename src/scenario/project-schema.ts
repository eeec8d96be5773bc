import { Type } from '@sinclair/typebox';
import type { JsonSchema } from '../model/anomaly.ts';
import { approvals, environments } from '../model/project.ts';
import { bindSchema } from './binding.ts';
import { durationSchema } from './duration-field.ts';
import { limitProperties } from './limits.ts';
import { slugSchema } from './slug.ts';

const text = Type.String({ minLength: 1 });

const targetSchema = Type.Object(
  {
    url: Type.String({
      minLength: 1,
      description:
        'Where the database is: `postgres://`, `mysql://`, `mariadb://`, `sqlserver://` or `oracle://user@host:port/database`, `duckdb:file`, or `files:folder`. Secrets only as references: `${env:NAME}`, `${file:/run/secrets/name}`.',
    }),
    environment: Type.Unsafe<(typeof environments)[number]>({
      enum: environments,
      description: 'What depends on this database. `production` is changed only with --allow-production.',
    }),
    approval: Type.Optional(
      Type.Unsafe<(typeof approvals)[number]>({
        enum: approvals,
        default: 'exact',
        description:
          'How far data may move between the review of a saved plan and its apply. `exact`: the plan is stale as soon as one selected row differs. `bounds`, for tables in which rows arrive all the time: it is planned anew and applied while scenarios and schema are unchanged, rows are within ±20 % of those approved (a volume in rows stays the same), and limits hold.',
      }),
    ),
    protect: Type.Optional(
      Type.Array(text, { description: 'Tables that no step may touch: `schema.table`, `*` as a wildcard.' }),
    ),
    limits: Type.Optional(
      Type.Object(
        {
          ...limitProperties,
          statement: Type.Optional(durationSchema('How long one statement may run.', '10 minutes')),
        },
        { additionalProperties: false, description: 'What a run may touch, and how long it may take.' },
      ),
    ),
    bind: Type.Optional(bindSchema),
    tables: Type.Optional(
      Type.Record(Type.String(), text, {
        minProperties: 1,
        propertyNames: { title: 'the name of a table', minLength: 1, maxLength: 200 },
        title: 'a mapping of tables to globs',
        description:
          'Of a folder of files: which files make a table, as globs relative to the folder: `{orders: "orders/**/*.parquet"}`. Default: each file at the top of the folder, by its name without the ending, and each folder there, of all files below it.',
      }),
    ),
    ledger: Type.Optional(
      Type.Object(
        {
          schema: Type.Optional(
            Type.String({
              title: 'a name of letters, digits, _, $ and #',
              pattern: '^[A-Za-z_][A-Za-z0-9_$#]*$',
              maxLength: 63,
              description:
                "Schema (on MySQL and MariaDB: database) that holds Faultline's own tables. Default: `faultline`; on Oracle the user's own.",
            }),
          ),
        },
        { additionalProperties: false, description: "Where Faultline's own tables are." },
      ),
    ),
  },
  { additionalProperties: false, description: 'One database.' },
);

/** `faultline.yaml`. */
export const projectSchema = Type.Object(
  {
    apiVersion: Type.Literal('faultline/v1', { description: 'Version of this file format.' }),
    kind: Type.Literal('Project', { description: 'What the file holds.' }),
    project: slugSchema(
      'Owner of the runs that this project makes; apply touches no others. Keep it when the repository moves.',
    ),
    targets: Type.Record(Type.String(), targetSchema, {
      minProperties: 1,
      propertyNames: {
        title: 'a name of letters, digits, - and _',
        pattern: '^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$',
        maxLength: 63,
      },
      title: 'a mapping of at least one target',
      description: 'The databases, by the names that scenarios use.',
    }),
    scenarios: Type.Optional(
      Type.Array(text, {
        minItems: 1,
        default: ['scenarios/**/*.yaml', 'scenarios/**/*.yml'],
        description: 'Globs of the scenario files, relative to this file.',
      }),
    ),
    privacy: Type.Optional(
      Type.Object(
        {
          samples: Type.Optional(
            Type.Unsafe<string>({
              enum: ['masked'],
              default: 'masked',
              description: 'Sample values are masked wherever they are kept or sent.',
            }),
          ),
          keepSnapshots: Type.Optional(durationSchema('How long snapshots are kept after their rollback.', '7 days')),
        },
        { additionalProperties: false, description: 'What is shown and kept of the data.' },
      ),
    ),
    detectors: Type.Optional(
      Type.Unsafe<Readonly<Record<string, unknown>>>({
        type: 'object',
        description: 'The checks whose alarms drills judge.',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'a Faultline project',
    description: 'Targets, limits and defaults of one repository.',
  },
);

/** The JSON Schema (draft-07) of `faultline.yaml` for editors. */
export function projectDocument(): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...projectSchema };
}
