import { csvFormat } from './csv-format.ts';
import type { FileFormat } from './file-format.ts';
import { jsonFormat } from './json-format.ts';
import { jsonlFormat } from './jsonl-format.ts';
import { parquetFormat } from './parquet-format.ts';
import type { FileOutput } from './write-request.ts';
import { xlsxFormat } from './xlsx-format.ts';

/** How an output writes its files. @throws INVALID_VALUE, UNSUPPORTED for parameters that do not go together */
export function formatOf(output: FileOutput): FileFormat {
  switch (output.kind) {
    case 'csv':
      return csvFormat(output.with);
    case 'jsonl':
      return jsonlFormat(output.with);
    case 'json':
      return jsonFormat;
    case 'parquet':
      return parquetFormat(output.with);
    case 'xlsx':
      return xlsxFormat;
  }
}
