import type { TableSource } from '../../../src/dataset/table-source.ts';
import { csvParameters } from '../../../src/dataset/write/csv-parameters.ts';
import { jsonParameters } from '../../../src/dataset/write/json-parameters.ts';
import { jsonlParameters } from '../../../src/dataset/write/jsonl-parameters.ts';
import { parquetParameters } from '../../../src/dataset/write/parquet-parameters.ts';
import type { FileOutput, WriteRequest } from '../../../src/dataset/write/write-request.ts';
import { xlsxParameters } from '../../../src/dataset/write/xlsx-parameters.ts';
import type { Log } from '../../../src/model/log.ts';
import { withDefaults } from '../../../src/scenario/schema-check.ts';

const schemas = {
  csv: csvParameters,
  json: jsonParameters,
  jsonl: jsonlParameters,
  parquet: parquetParameters,
  xlsx: xlsxParameters,
};

/** An output as a file says it, defaults filled in. */
export function outputOf(kind: FileOutput['kind'], parameters: Readonly<Record<string, unknown>> = {}): FileOutput {
  return { kind, with: withDefaults(schemas[kind], parameters) } as FileOutput;
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Tables as CSV, by two workers. */
export function requestOf(sources: readonly TableSource[]): Omit<WriteRequest, 'folder'> {
  return {
    dataset: 'shop',
    sources,
    output: outputOf('csv'),
    force: false,
    isContinued: false,
    configuration: { seed: '7' },
    signal: new AbortController().signal,
    log: silent,
    workers: 2,
  };
}
