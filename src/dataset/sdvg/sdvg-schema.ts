import { Type, type TProperties, type TSchema } from '@sinclair/typebox';

const whole = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }));
const share = (description: string) => Type.Optional(Type.Number({ minimum: 0, maximum: 1, description }));
const flag = (description: string) => Type.Optional(Type.Boolean({ description }));
const text = (description: string) => Type.Optional(Type.String({ description }));
const mapping = (properties: TProperties) => Type.Object(properties, { additionalProperties: false });

const scalar = { type: ['string', 'number', 'boolean', 'null'] };

/** Whole numbers beyond 2^53 are read as their text. */
const wholeNumber = (description: string) =>
  Type.Optional(
    Type.Unsafe<number | string>({
      title: 'a whole number',
      description,
      anyOf: [{ type: 'integer' }, { type: 'string', pattern: '^[-+]?\\d+$' }],
    }),
  );

const rangeProperties = {
  type_params: Type.Optional(
    Type.Unsafe<unknown>({ type: ['object', 'null'], description: 'Parameters of the type of the column.' }),
  ),
  values: Type.Optional(
    Type.Unsafe<unknown>({ type: 'array', items: scalar, description: 'The values that there are.' }),
  ),
  null_percentage: share('Share of rows without a value.'),
  distinct_percentage: share('Different values as a share of the rows.'),
  distinct_count: whole('Different values.'),
  ordered: flag('Whether values rise with the number of the row.'),
  range_percentage: share('Share of the rows that the range is for.'),
};

const parquet = Type.Optional(mapping({ encoding: text('Encoding of the column in Parquet.') }));

const column = mapping({
  name: Type.String({ minLength: 1, description: 'Name of the column.' }),
  type: text('integer, float, string, datetime or uuid.'),
  ...rangeProperties,
  ranges: Type.Optional(
    Type.Array(mapping(rangeProperties), {
      minItems: 1,
      description: 'Parts of the rows, each with values of its own.',
    }),
  ),
  foreign_key: text('Another model and its column: `user.id`.'),
  foreign_key_order: flag('Whether the n-th row refers to the n-th row.'),
  parquet,
  parquet_params: parquet,
});

const model = mapping({
  rows_count: Type.Integer({ minimum: 1, description: 'Rows of the whole model.' }),
  generate_from: whole('First row that is made, counted from 0.'),
  generate_to: whole('The row behind the last one that is made.'),
  rows_per_file: whole('Rows of each file.'),
  model_dir: text('Folder of the model.'),
  columns: Type.Array(column, { minItems: 1, description: 'The columns.' }),
  partition_columns: Type.Optional(
    Type.Array(
      mapping({
        name: Type.String({ minLength: 1, description: 'Name of a column.' }),
        write_to_output: flag('Whether the files hold the column as well.'),
      }),
    ),
  ),
});

/** A configuration of sdvg without `type_params` and the parameters of its output, which depend on types. */
export const sdvgSchema = Type.Object(
  {
    workers_count: whole('Threads.'),
    batch_size: whole('Rows that are made at once.'),
    random_seed: wholeNumber('Decides the values; 0 = another one with each run.'),
    models: Type.Record(Type.String(), model, { minProperties: 1, description: 'The models by name.' }),
    models_to_ignore: Type.Optional(Type.Array(Type.String(), { description: 'Models that are not written.' })),
    output: Type.Optional(
      mapping({
        type: text('csv, parquet, http or devnull.'),
        dir: text('Folder of the files.'),
        checkpoint_interval: Type.Optional(Type.Unsafe<unknown>({ type: ['string', 'integer'] })),
        create_model_dir: flag('Whether each model has a folder of its own.'),
        params: Type.Optional(Type.Unsafe<unknown>({ type: ['object', 'null'] })),
      }),
    ),
  },
  { additionalProperties: false, title: 'a configuration of sdvg' },
);

const bits = (widths: readonly number[]) =>
  Type.Optional(Type.Unsafe<number>({ enum: [...widths], description: 'Bits of the numbers.' }));

const moment = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));

/** `type_params` by type; `uuid` takes none. */
export const parameterSchemas: Readonly<Record<string, TSchema>> = {
  integer: mapping({ bit_width: bits([8, 16, 32, 64]), from: wholeNumber('Lowest.'), to: wholeNumber('Highest.') }),
  float: mapping({
    bit_width: bits([32, 64]),
    from: Type.Optional(Type.Number({ description: 'Lowest.' })),
    to: Type.Optional(Type.Number({ description: 'Highest.' })),
  }),
  string: mapping({
    min_length: whole('Characters of the shortest.'),
    max_length: whole('Characters of the longest.'),
    locale: text('en or ru.'),
    logical_type: text('first_name, last_name, phone or text.'),
    template: text('A, a, 0 and # stand for letters, digits and other characters.'),
    without_large_letters: flag('Whether there are no capital letters.'),
    without_small_letters: flag('Whether there are no small letters.'),
    without_numbers: flag('Whether there are no digits.'),
    without_special_chars: flag('Whether there are no other characters.'),
  }),
  datetime: mapping({ from: moment('First.'), to: moment('Last.') }),
};

const duration = Type.Optional(
  Type.Unsafe<string | number>({
    title: 'a duration such as 30s or 1m30s',
    anyOf: [
      { type: 'string', pattern: '^(\\d+(\\.\\d+)?(ns|us|µs|ms|s|m|h))+$' },
      { type: 'integer', minimum: 0 },
    ],
  }),
);

/** `output.params` by type of output. */
export const outputSchemas: Readonly<Record<string, TSchema>> = {
  csv: mapping({
    float_precision: whole('Digits behind the point.'),
    datetime_format: text('Layout of points in time.'),
    delimiter: text('One character.'),
    without_headers: flag('Whether files have no line of names.'),
  }),
  parquet: mapping({
    compression_codec: text('Compression.'),
    float_precision: whole('Digits behind the point.'),
    datetime_format: Type.Optional(Type.Unsafe<string>({ enum: ['millis', 'micros'] })),
  }),
  http: mapping({
    endpoint: Type.String({ minLength: 1, description: 'Where rows are sent.' }),
    timeout: duration,
    batch_size: Type.Optional(Type.Integer({ minimum: 1, description: 'Rows of one request.' })),
    workers_count: Type.Optional(Type.Integer({ minimum: 1, description: 'Requests at once.' })),
    headers: Type.Optional(Type.Record(Type.String(), Type.Unsafe<unknown>({ type: ['string', 'number', 'boolean'] }))),
    format_template: text('Body of the requests.'),
  }),
  devnull: mapping({}),
};
