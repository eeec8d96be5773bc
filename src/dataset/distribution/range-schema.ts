import { Type, type TSchema } from '@sinclair/typebox';
import { shareSchema } from '../read-share.ts';

/** Schema of a list of ranges, each with its share. */
export function rangesSchema<Number extends TSchema, Chosen extends TSchema>(
  number: (description: string) => Number,
  distribution: Chosen,
) {
  return Type.Optional(
    Type.Array(
      Type.Object(
        {
          from: number('The lowest number.'),
          to: number('The highest number.'),
          share: Type.Optional(
            shareSchema(
              'Share of the values that lie in the range. Absent everywhere = every number is as likely as any other.',
            ),
          ),
          distribution,
        },
        { additionalProperties: false },
      ),
      {
        minItems: 1,
        maxItems: 100,
        description: 'Several ranges instead of from and to, without overlaps, with shares of sum 100%.',
      },
    ),
  );
}
