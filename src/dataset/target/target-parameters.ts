import { Type, type Static } from '@sinclair/typebox';
import { choice } from '../../anomaly/parameters.ts';
import { parameters } from '../parameters.ts';

/** Keys of `output: {target: …}`. */
export const targetParameters = parameters({
  name: Type.String({ minLength: 1, description: 'A target of faultline.yaml.' }),
  schema: Type.Optional(
    Type.String({ minLength: 1, description: "Schema of the tables. Default: the target's default schema." }),
  ),
  create: Type.Boolean({
    default: true,
    description: 'Whether tables that are not there are made, with primary and foreign keys.',
  }),
  append: Type.Boolean({ default: false, description: 'Whether rows may go into tables that have some.' }),
  onReject: choice(['fail', 'log'], {
    default: 'fail',
    description: 'What happens to rows that the database refuses: `log` leaves them out, each with a line in the log.',
  }),
  rowsPerTransaction: Type.Integer({
    default: 50_000,
    minimum: 1,
    maximum: 10_000_000,
    description: 'Rows of one transaction.',
  }),
});

/** How rows go into a database. */
export type TargetParameters = Static<typeof targetParameters>;
