import type { TObject } from '@sinclair/typebox';
import { httpParameters } from './http/http-parameters.ts';
import { parameters } from './parameters.ts';
import { targetParameters } from './target/target-parameters.ts';
import { csvParameters } from './write/csv-parameters.ts';
import { jsonParameters } from './write/json-parameters.ts';
import { jsonlParameters } from './write/jsonl-parameters.ts';
import { parquetParameters } from './write/parquet-parameters.ts';
import { xlsxParameters } from './write/xlsx-parameters.ts';

/** Kinds of files, with their parameters. */
export const fileKinds: ReadonlyMap<string, TObject> = new Map<string, TObject>([
  ['csv', csvParameters],
  ['json', jsonParameters],
  ['jsonl', jsonlParameters],
  ['parquet', parquetParameters],
  ['xlsx', xlsxParameters],
]);

/** Every kind of output, with its parameters. */
export const outputKinds: ReadonlyMap<string, TObject> = new Map<string, TObject>([
  ...fileKinds,
  ['http', httpParameters],
  ['target', targetParameters],
  ['nowhere', parameters({})],
]);
