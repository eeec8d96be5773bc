import { Type, type TSchema } from '@sinclair/typebox';
import { momentSchema } from '../../scenario/moment.ts';
import { slugSchema } from '../../scenario/slug.ts';

/** Tables of one data set. */
export const mostTables = 1000;
/** Columns of one table. */
export const mostColumns = 2000;

const nameText = Type.String({ minLength: 1, maxLength: 128 });

/** A column, or several. */
const columnsSchema = (description: string) =>
  Type.Unsafe<string | readonly string[]>({
    description,
    anyOf: [
      { type: 'string', minLength: 1 },
      { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, uniqueItems: true },
    ],
    title: 'a column or a list of columns',
  });

/** A share of rows, or a number of them. */
export const amountSchema = (description: string) =>
  Type.Unsafe<string | number>({
    title: 'a share such as 5% or a number of rows',
    description,
    anyOf: [{ type: 'string' }, { type: 'integer', minimum: 0 }],
  });

/** Which row of the parent a row refers to. */
export const pickSchema = Type.Unsafe<unknown>({
  title: 'uniform, once, inOrder or {zipf: exponent}',
  description:
    'Which row is referred to. `uniform`: each as likely as any other. `once`: each at most once. `inOrder`: the n-th row refers to the n-th of them, then to the first again. `{zipf: 1.1}`: few have most.',
  default: 'uniform',
  anyOf: [
    { enum: ['uniform', 'once', 'inOrder'] },
    {
      type: 'object',
      properties: {
        zipf: {
          type: 'number',
          minimum: 0,
          maximum: 10,
          description: 'The k-th of them has a weight of 1 / k^exponent.',
        },
      },
      required: ['zipf'],
      additionalProperties: false,
    },
  ],
});

/** How many children each parent has. */
export const childrenSchema = Type.Unsafe<unknown>({
  title:
    'a number of children, {poisson: mean}, {uniform: [least, most]}, {geometric: mean} or {shares: {1: 60%, 2: 40%}}',
  description:
    'How many rows refer to each row of the other table: exactly as many of those have 0, 1, 2 … as the distribution says. The table then has as many rows as come out.',
  anyOf: [
    { type: 'integer', minimum: 0, maximum: 10_000 },
    {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
      properties: {
        poisson: { type: 'number', exclusiveMinimum: 0, maximum: 1000, description: 'Mean of a Poisson distribution.' },
        geometric: {
          type: 'number',
          exclusiveMinimum: 0,
          maximum: 1000,
          description: 'Mean of a geometric distribution from 0.',
        },
        uniform: {
          type: 'array',
          items: { type: 'integer', minimum: 0, maximum: 10_000 },
          minItems: 2,
          maxItems: 2,
          description: 'Fewest and most children.',
        },
        shares: {
          type: 'object',
          minProperties: 1,
          additionalProperties: { anyOf: [{ type: 'string' }, { type: 'number' }] },
          description: 'Share of the parents by their number of children.',
        },
      },
    },
  ],
});

const referenceSchema = Type.Object(
  {
    columns: columnsSchema('Columns of this table.'),
    to: Type.String({
      minLength: 1,
      description: 'The other table, or this one: then rows refer to rows before them.',
    }),
    keys: columnsSchema('Columns of the other table, in the same order.'),
    pick: Type.Optional(pickSchema),
    children: Type.Optional(childrenSchema),
    nulls: Type.Optional(amountSchema('How many rows refer to nothing.')),
  },
  { additionalProperties: false },
);

const correlationSchema = Type.Object(
  {
    columns: Type.Array(nameText, {
      minItems: 2,
      maxItems: 50,
      uniqueItems: true,
      description: 'Columns whose ranks go together.',
    }),
    rho: Type.Optional(
      Type.Number({
        minimum: -1,
        maximum: 1,
        description: 'Correlation of every two of them, as that of the normal deviates behind the values.',
      }),
    ),
    matrix: Type.Optional(
      Type.Array(Type.Array(Type.Number({ minimum: -1, maximum: 1 })), {
        description: 'Correlation of each with each, instead of `rho`: symmetric, ones in the diagonal.',
      }),
    ),
  },
  { additionalProperties: false },
);

/** A table without its columns. */
export const tableSchema = Type.Object(
  {
    rows: Type.Optional(
      Type.Unsafe<string | number>({
        title: 'a number of rows',
        description: 'Rows of the whole table: 10000, 10_000, 50k or 3M.',
        anyOf: [{ type: 'integer', minimum: 0 }, { type: 'string' }],
      }),
    ),
    from: Type.Optional(Type.Integer({ minimum: 0, description: 'The first row that is made, counted from 0.' })),
    to: Type.Optional(Type.Integer({ minimum: 0, description: 'The last row that is made, counted from 0.' })),
    primaryKey: Type.Optional(columnsSchema('Columns of the primary key.')),
    columns: Type.Record(Type.String(), Type.Unknown(), {
      minProperties: 1,
      title: 'a mapping of columns',
      description: 'The columns in their order: a type, or a mapping.',
    }),
    references: Type.Optional(
      Type.Array(referenceSchema, {
        description: 'References of several columns together, and all that a short one cannot say.',
      }),
    ),
    correlations: Type.Optional(Type.Array(correlationSchema, { description: 'Columns whose ranks go together.' })),
  },
  { additionalProperties: false },
);

/** A data set's file without its columns, output and anomalies, which have schemas of their own. */
export const datasetSchema = Type.Object(
  {
    apiVersion: Type.Literal('faultline/v1', { description: 'Version of this file format.' }),
    kind: Type.Literal('Dataset', { description: 'What the file holds.' }),
    name: slugSchema('Name of the data set.'),
    description: Type.Optional(Type.String({ description: 'What the data stand for.' })),
    seed: Type.Optional(
      Type.Unsafe<string | number>({
        description: 'Decides every value. Default: the name of the data set.',
        anyOf: [
          { type: 'integer', title: 'a whole number' },
          { type: 'string', minLength: 1, title: 'a text' },
        ],
      }),
    ),
    locale: Type.Optional(
      Type.String({ default: 'en', description: 'Locale of names, addresses and texts: `en`, `de`, `pt_BR`.' }),
    ),
    now: Type.Optional(momentSchema('What `now` and `today` mean. Default: the day on which the data are made.')),
    tables: Type.Record(Type.String(), tableSchema, {
      minProperties: 1,
      title: 'a mapping of tables',
      description: 'The tables by name.',
    }),
    output: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        minProperties: 1,
        maxProperties: 1,
        title: 'a mapping of one kind of output',
        description: 'Where the rows go. Default: CSV files in the folder `data`.',
      }) as TSchema,
    ),
    anomalies: Type.Optional(
      Type.Unsafe<unknown>({
        title: 'a list of steps, or a mapping with volume and mix',
        description:
          'What is broken in the tables before they are written: steps as in a scenario, or a share of bad rows.',
        anyOf: [{ type: 'array', items: { type: 'object' } }, { type: 'object' }],
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'a Faultline data set',
    description: 'Synthetic tables to generate.',
  },
);
