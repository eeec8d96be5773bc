import { Type } from '@sinclair/typebox';

/** Most files that one output makes, unless it says otherwise. */
const mostFiles = 10_000;

/** What every output of files takes: where they go, and how tables are split into them. */
export const layoutParameters = {
  folder: Type.String({
    default: 'data',
    minLength: 1,
    description:
      'Folder of the files, relative to the folder in which the command runs. It is made where it is missing.',
  }),
  rowsPerFile: Type.Optional(
    Type.Integer({
      minimum: 1,
      description:
        'Rows of one file: `orders-00001.csv` has the first so many, `orders-00002.csv` the next. Default: all rows of a table in one file.',
    }),
  ),
  maxFiles: Type.Integer({
    default: mostFiles,
    minimum: 1,
    maximum: 1_000_000,
    description: 'Most files that are made. More are refused before anything is written.',
  }),
};

/** What outputs take besides that can split tables by the values of columns. */
export const partitionParameters = {
  partitionBy: Type.Optional(
    Type.Unsafe<readonly string[] | Readonly<Record<string, readonly string[]>>>({
      description:
        'Columns whose values name folders, as Hive has them: `orders/country=DE/year=2026/orders.csv`. A list is for every table; or a list for each table by its name.',
      anyOf: [
        { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string' }, title: 'a list of columns' },
        {
          type: 'object',
          minProperties: 1,
          additionalProperties: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string' } },
          title: 'a list of columns for each table',
        },
      ],
    }),
  ),
  keepPartitionColumns: Type.Boolean({
    default: false,
    description: 'Whether columns that name folders stand in the rows as well.',
  }),
};
