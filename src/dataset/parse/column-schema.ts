import { Type, type TProperties, type TSchema } from '@sinclair/typebox';
import type { ValueType } from '../value-type.ts';
import { amountSchema, childrenSchema, pickSchema } from './dataset-schema.ts';

/** Keys that a column of any value type may have. */
export function commonProperties(): TProperties {
  return {
    nulls: Type.Optional(amountSchema('How many rows have no value: exactly so many.')),
    unique: Type.Optional(Type.Boolean({ default: false, description: 'Whether no value occurs twice.' })),
    distinct: Type.Optional(amountSchema('How many different values there are: exactly so many.')),
    ordered: Type.Optional(
      Type.Unsafe<boolean | string>({
        title: 'true or descending',
        description: 'Whether values rise with the number of the row, or fall.',
        default: false,
        anyOf: [{ type: 'boolean' }, { enum: ['ascending', 'descending'] }],
      }),
    ),
    locale: Type.Optional(Type.String({ description: 'Locale of this column, instead of that of the data set.' })),
  };
}

const schemas = new WeakMap<ValueType, TSchema>();

/** A column of one value type: exactly the keys that it takes. Always the same object, so that it is compiled once. */
export function typedColumnSchema(type: ValueType): TSchema {
  const schema = schemas.get(type) ?? madeSchema(type);
  schemas.set(type, schema);
  return schema;
}

function madeSchema(type: ValueType): TSchema {
  const properties = { type: Type.Literal(type.id), ...type.parameters.properties, ...commonProperties() };
  // Parameters with a default need not be written.
  const required = (type.parameters.required ?? []).filter(
    (key) => !('default' in (type.parameters.properties[key] as object)),
  );
  return Type.Unsafe<unknown>({
    type: 'object',
    properties,
    required: ['type', ...required],
    additionalProperties: false,
    description: type.description,
  });
}

/** Text with expressions in it. */
export const templateColumnSchema = Type.Object(
  {
    template: Type.String({
      description: 'Text with `${…}`, each an SQL expression over columns of the same row; `$${` stands for `${`.',
    }),
    nulls: Type.Optional(amountSchema('How many rows have no value: exactly so many.')),
  },
  { additionalProperties: false },
);

/** One expression. */
export const expressionColumnSchema = Type.Object(
  {
    expression: Type.String({
      minLength: 1,
      description: 'One SQL expression of DuckDB over columns of the same row.',
    }),
    as: Type.Optional(
      Type.String({
        title: 'an SQL type such as BIGINT or DECIMAL(10, 2)',
        pattern: '^(BIGINT|INTEGER|DOUBLE|VARCHAR|BOOLEAN|DATE|TIME|TIMESTAMP|DECIMAL\\(\\d{1,2}, ?\\d{1,2}\\))$',
        default: 'VARCHAR',
        description: 'The type of the result.',
      }),
    ),
    nulls: Type.Optional(amountSchema('How many rows have no value: exactly so many.')),
  },
  { additionalProperties: false },
);

/** A reference of one column. */
export const referenceColumnSchema = Type.Object(
  {
    references: Type.String({
      title: 'table.column',
      pattern: '^.+\\..+$',
      description: 'The column that is referred to: `customers.id`.',
    }),
    pick: Type.Optional(pickSchema),
    children: Type.Optional(childrenSchema),
    nulls: Type.Optional(amountSchema('How many rows refer to nothing: exactly so many.')),
  },
  { additionalProperties: false },
);
