import { type TProperties, type TSchema, Type } from '@sinclair/typebox';

const strict = (properties: TProperties, description: string) =>
  Type.Object(properties, { additionalProperties: false, description });
const text = (description: string) => Type.String({ description });
const texts = (description: string) => Type.Array(Type.String(), { description });
const flag = (description: string) => Type.Boolean({ description });
const optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema);

const column = strict(
  {
    name: text('Its name.'),
    ordinal: Type.Integer({ minimum: 1, description: 'Position in the table, from 1.' }),
    kind: text('What it holds: integer, decimal, text, …'),
    type: text('The exact type as the engine writes it.'),
    storage: text('The type in which a snapshot keeps its values.'),
    isNullable: flag('It takes NULL.'),
    length: optional(Type.Integer({ description: 'Most characters.' })),
    precision: optional(Type.Integer({ description: 'Digits in all.' })),
    scale: optional(Type.Integer({ description: 'Digits behind the point.' })),
    range: optional(
      strict({ min: text('Smallest value.'), max: text('Largest value.') }, 'Bounds of an integer type.'),
    ),
    isComputed: flag('The database computes it.'),
    isIdentity: flag('The database numbers it.'),
    isGenerator: flag('The database makes a fresh value where none is given.'),
    followsUpdates: optional(flag('Every update of a row changes it.')),
    defaultSql: optional(text('Its default, as SQL.')),
  },
  'A column as the database described it.',
);

const key = strict(
  {
    name: text('Its name.'),
    columns: texts('Its columns.'),
    isPrimary: flag('It is the primary key.'),
  },
  'A key that goes with the column.',
);

const declared = strict(
  {
    column,
    keys: Type.Array(key),
    definition: text('What stands behind its name in a definition of the table.'),
    detach: texts('SQL that takes off what hangs on it.'),
    attach: texts('SQL that puts the same back.'),
    dependents: texts('What would break if it went; none in a plan.'),
    notes: texts('What changes although it comes back.'),
  },
  'A column with all that takes it back.',
);

const change = <Name extends string>(name: Name, properties: TProperties) =>
  strict({ change: Type.Literal(name), ...properties }, `What ${name} changes.`);

const names = { from: text('The name before.'), to: text('The name after.') };

/** An alteration in a plan. */
export const alterationSchema = Type.Union([
  change('rename column', names),
  change('add column', {
    column,
    value: Type.Union([Type.String(), Type.Null()], {
      description: 'The value in every row; null where there is none.',
    }),
  }),
  change('drop column', { declared }),
  change('retype column', { declared, to: column }),
  change('reorder columns', { from: texts('All columns before.'), to: texts('All columns after.') }),
  change('rename table', names),
  change('break files', {
    damage: Type.Object({}, { description: 'What happens to each file.' }),
    files: Type.Array(
      strict(
        {
          path: text("Inside of the target's folder."),
          bytesBefore: Type.Integer({ description: 'Its bytes before.' }),
          bytesAfter: Type.Integer({ description: 'Its bytes after.' }),
          digestBefore: text('SHA-256 of its bytes before.'),
          digestAfter: text('SHA-256 of its bytes after.'),
        },
        'A file before and after.',
      ),
    ),
  }),
]);
