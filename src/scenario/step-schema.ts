import { Type, type TProperties, type TSchema } from '@sinclair/typebox';
import type { Anomaly, JsonSchema } from '../model/anomaly.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import { shapes } from '../model/scenario.ts';
import { amplitudeSchema } from './amplitude.ts';
import { duringSchema } from './during.ts';
import { durationSchema } from './duration-field.ts';
import { measureSchema } from './measure.ts';
import { selectSchema } from './select.ts';
import { noSweep, sweepSchema } from './sweep.ts';
import { volumeSchema } from './volume.ts';

/** Whether the anomaly works on one column, which the step then has to name: by `column`, or by `measure`. */
export function takesColumn(anomaly: Anomaly): boolean {
  if (anomaly.effect === 'alter') return anomaly.takesColumn !== false;
  if (anomaly.effect === 'file') return false;
  return anomaly.effect === 'update' || anomaly.subject !== undefined;
}

/** Schema of a step of one anomaly: exactly the keys that it takes, each with what it means there. */
export function stepSchema(anomaly: Anomaly): TSchema {
  const properties: TProperties = {
    ...headProperties(),
    ...(takesColumn(anomaly) && { column: anomaly.measures ? Type.Optional(columnSchema) : columnSchema }),
    ...(anomaly.measures && { measure: Type.Optional(measureSchema(anomaly.measures)) }),
    ...(isOfRows(anomaly) && rowProperties()),
    ...(anomaly.effect === 'alter' && anomaly.keepsValues === true && { key: Type.Optional(namedKeySchema) }),
    ...(isOfRows(anomaly) && anomaly.selection?.isFixed !== true && { select: Type.Optional(selectSchema) }),
    ...(noSweep(anomaly) === undefined && { sweep: Type.Optional(sweepSchema()) }),
    ...(anomaly.volume && {
      volume: Type.Optional(
        volumeSchema(anomaly.volume.meaning, anomaly.volume.default, anomaly.amplitude === undefined),
      ),
    }),
    ...(anomaly.amplitude && { amplitude: Type.Optional(amplitudeSchema(anomaly.amplitude)) }),
    ...(anomaly.shape && { shape: Type.Optional(shapeSchema(anomaly.shape)) }),
    placebo: Type.Optional(
      Type.Boolean({ description: `The benign near miss instead. ${anomaly.placebo.description}` }),
    ),
    with: Type.Optional(Type.Unsafe<unknown>(parametersAsWritten(anomaly))),
  };
  return Type.Object(properties, { additionalProperties: false, description: describeAnomaly(anomaly) });
}

function parametersAsWritten(anomaly: Anomaly): JsonSchema {
  const { required: _, ...parameters } = anomaly.parameters;
  const required = requiredParameters(anomaly);
  return {
    description: `What only ${anomaly.id} has.`,
    ...parameters,
    ...(required.length > 0 && { required }),
  };
}

const nameText = Type.String({ minLength: 1 });

const columnSchema = Type.String({
  minLength: 1,
  description:
    'The column that is changed, spelled as the database has it; or one that a role needs: `${fact.amount}`.',
});

/** Schema of a step whose anomaly is not known: any key that some anomaly takes. */
export const anyStepSchema: TSchema = Type.Object(
  {
    ...headProperties(),
    column: Type.Optional(Type.Unknown()),
    ...Object.fromEntries(
      [
        ...Object.keys(rowProperties()),
        'select',
        'volume',
        'amplitude',
        'shape',
        'measure',
        'sweep',
        'placebo',
        'with',
      ].map((key) => [key, Type.Optional(Type.Unknown())]),
    ),
  },
  { additionalProperties: false },
);

/** Parameters that a file has to give: those without a default. */
export function requiredParameters({ parameters }: Anomaly): readonly string[] {
  const properties = (parameters['properties'] ?? {}) as Readonly<Record<string, object>>;
  const required = (parameters['required'] ?? []) as readonly string[];
  return required.filter((name) => !('default' in (properties[name] ?? {})));
}

/** Parts of `stepSchema` that are the same for every anomaly, by key. */
export function sharedStepProperties(): TProperties {
  const { anomaly: _, ...head } = headProperties();
  return { ...head, column: columnSchema, ...rowProperties(), select: selectSchema };
}

/** What people read about an anomaly in their editor. */
export function describeAnomaly(anomaly: Anomaly): string {
  const caughtBy = anomaly.caughtBy.length === 0 ? '' : ` Caught by: ${anomaly.caughtBy.join('; ')}.`;
  return `${anomaly.description} ${anomaly.inProduction}${caughtBy}`;
}

function headProperties() {
  return {
    id: Type.String({
      title: 'a name of small letters, digits, - and _',
      description: 'Name of the step, unique in the file. Random draws depend on it: another id picks other rows.',
      pattern: '^[a-z0-9]+([-_][a-z0-9]+)*$',
      maxLength: 63,
    }),
    anomaly: Type.String({ description: 'What goes wrong: an entry of the catalog (`faultline catalog`).' }),
    table: Type.String({
      minLength: 1,
      description:
        '`schema.table`, or `table` in the default schema of the target; or a role of the scenario: `${fact}`.',
    }),
  };
}

/** All that a row holds is no key to a table that loses a column. */
const namedKeySchema = Type.Unsafe<string | string[]>({
  description:
    'The columns by which rows are found again. `auto`: primary key, else a unique key, else columns verified unique.',
  default: 'auto',
  anyOf: [{ const: 'auto' }, Type.Array(nameText, { minItems: 1, uniqueItems: true, title: 'a list of columns' })],
});

function rowProperties() {
  return {
    key: Type.Optional(
      Type.Unsafe<string | string[]>({
        description:
          'The columns by which rows are found again. `auto`: primary key, else a unique key, else columns verified unique. ' +
          '`row`, for tables in which no columns are unique: all that a row holds, and its number among identical rows.',
        default: 'auto',
        anyOf: [
          { const: 'auto' },
          { const: 'row' },
          Type.Array(nameText, { minItems: 1, uniqueItems: true, title: 'a list of columns' }),
        ],
      }),
    ),
    where: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'an SQL expression',
        description: 'Which rows may be taken: one SQL expression of the target, read-only.',
      }),
    ),
    during: Type.Optional(duringSchema),
    frequency: Type.Optional(
      durationSchema(
        'Time from the start of one occurrence to the start of the next, inside `during`. Where it is absent there is one.',
      ),
    ),
    duration: Type.Optional(durationSchema('Length of each occurrence, as time in the data.')),
    bucket: Type.Optional(
      Type.Unsafe<string>({
        enum: ['hour', 'day', 'week', 'month'],
        default: 'day',
        description: 'Grain of the time series: what one bucket is.',
      }),
    ),
  };
}

function shapeSchema(fallback: string): TSchema {
  return Type.Unsafe<string>({
    enum: shapes,
    default: fallback,
    description: 'How the strength rises and falls within an occurrence.',
  });
}
