import { Type } from '@sinclair/typebox';
import { amountSchema } from './dataset-schema.ts';

/** A share of bad rows, each of one anomaly out of a mix. */
export const mixSchema = Type.Object(
  {
    volume: amountSchema('How many rows of each table are bad: exactly so many.'),
    mix: Type.Array(
      Type.Object(
        {
          anomaly: Type.String({ description: 'An entry of the catalog that changes rows (`faultline catalog`).' }),
          table: Type.Optional(Type.String({ minLength: 1, description: 'Default: every table that has the column.' })),
          column: Type.Optional(Type.String({ minLength: 1, description: 'The column that is changed.' })),
          amplitude: Type.Optional(
            Type.Unsafe<string | number>({ type: ['string', 'number'], description: 'As in a step.' }),
          ),
          with: Type.Optional(
            Type.Record(Type.String(), Type.Unknown(), { description: 'What only the anomaly has.' }),
          ),
          weight: Type.Optional(
            Type.Number({
              exclusiveMinimum: 0,
              default: 1,
              description: 'How often it is taken, relative to the others.',
            }),
          ),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, description: 'What makes them bad.' },
    ),
  },
  { additionalProperties: false },
);
