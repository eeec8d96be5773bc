import type { Written } from '../dataset-yaml.ts';
import type { SdvgConfiguration, SdvgOutput } from './configuration.ts';
import { httpOf } from './http-of.ts';
import type { Warn } from './warnings.ts';

const codecs: Readonly<Record<string, string>> = {
  UNCOMPRESSED: 'uncompressed',
  SNAPPY: 'snappy',
  GZIP: 'gzip',
  LZ4: 'lz4',
  LZ4RAW: 'lz4',
  ZSTD: 'zstd',
  BROTLI: 'brotli',
};

/** Where the rows go, as a Dataset file has it. */
export function outputOf(configuration: SdvgConfiguration, warn: Warn): Written {
  const { output } = configuration;
  switch (output.kind) {
    case 'devnull':
      return { nowhere: {} };
    case 'http':
      return { http: httpOf(output, warn) };
    case 'csv':
      tellFormat(output, warn);
      return { csv: { ...layoutOf(configuration, output, warn), ...delimiterOf(output), ...headerOf(output) } };
    case 'parquet':
      if (output.field.at('params').at('float_precision').value !== undefined)
        warn(
          output.field.at('params').at('float_precision'),
          'floating-point numbers keep all their digits in Parquet',
        );
      return { parquet: { ...layoutOf(configuration, output, warn), codec: codecOf(output, warn) } };
  }
}

/** How points in time are written by `timesType` and as they are. */
const known = ['2006-01-02', '2006-01-02T15:04:05Z07:00', '2006-01-02 15:04:05'];

function tellFormat({ datetimeFormat, field }: Extract<SdvgOutput, { readonly kind: 'csv' }>, warn: Warn): void {
  if (known.includes(datetimeFormat)) return;
  const place = field.at('params').at('datetime_format');
  warn(place, `points in time are written as 2006-01-02 15:04:05, not as ${datetimeFormat}`);
}

type FileOutput = Extract<SdvgOutput, { readonly folder: string }>;

function layoutOf({ models, ignored }: SdvgConfiguration, output: FileOutput, warn: Warn) {
  const written = models.filter(({ name }) => !ignored.includes(name));
  if (output.hasModelFolders)
    warn(output.field.at('create_model_dir'), 'files of all tables stand in one folder, each named after its table');
  for (const model of written)
    if (model.field.at('model_dir').value !== undefined && output.hasModelFolders)
      warn(model.field.at('model_dir'), `files of ${model.name} stand in the output's own folder`);
  const partitions = written.filter((model) => model.partitions.length > 0);
  const isKept = partitions.some((model) => model.partitions.some(({ isWritten }) => isWritten));
  for (const { field, column, isWritten } of partitions.flatMap((model) => model.partitions))
    if (isWritten !== isKept)
      warn(field, `the column ${column} stands in the files as well, since columns of other partitions do`);
  return {
    folder: output.folder,
    rowsPerFile: rowsPerFile(written, partitions.length > 0, warn),
    ...(partitions.length > 0 && {
      partitionBy: Object.fromEntries(
        partitions.map((model) => [model.name, model.partitions.map(({ column }) => column)]),
      ),
      keepPartitionColumns: isKept ? true : undefined,
      // sdvg makes as many folders as there are values.
      maxFiles: 1_000_000,
    }),
  };
}

/** One number for all tables: the least that a model asks for. */
function rowsPerFile(models: SdvgConfiguration['models'], isPartitioned: boolean, warn: Warn): number | undefined {
  const asked = models.filter((model) => model.rowsPerFile !== undefined && model.rowsPerFile < model.to - model.from);
  if (isPartitioned)
    for (const { field } of asked)
      warn(field.at('rows_per_file'), 'files are not split by rows where tables are split by partition_columns');
  if (asked.length === 0 || isPartitioned) return undefined;
  const least = Math.min(...asked.map((model) => model.rowsPerFile!));
  for (const model of models)
    if (model.rowsPerFile !== least && model.to - model.from > least)
      warn(
        model.rowsPerFile === undefined ? model.field : model.field.at('rows_per_file'),
        `files of ${model.name} have ${least} rows each: the number is one for all tables`,
      );
  return least;
}

function delimiterOf({ delimiter }: Extract<SdvgOutput, { readonly kind: 'csv' }>) {
  return delimiter === ',' ? {} : { delimiter };
}

function headerOf({ hasHeader }: Extract<SdvgOutput, { readonly kind: 'csv' }>) {
  return hasHeader ? {} : { header: false };
}

function codecOf({ codec, field }: Extract<SdvgOutput, { readonly kind: 'parquet' }>, warn: Warn): string {
  const known = codecs[codec];
  const place = field.at('params').at('compression_codec');
  if (known === undefined)
    place.refuse(`there is no compression ${codec}`, `Write one of ${Object.keys(codecs).join(', ')}.`, 'UNSUPPORTED');
  if (codec === 'LZ4RAW') warn(place, 'LZ4RAW is written as lz4, which is what newer writers of Parquet call it');
  return known ?? 'snappy';
}
