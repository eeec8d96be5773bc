import { shown, textOf, type Field } from '../../scenario/field.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { checkSchema } from '../../scenario/schema-check.ts';
import type { SdvgOutput } from './configuration.ts';
import { outputSchemas } from './sdvg-schema.ts';
import type { Telling } from './warnings.ts';

const defaultTemplate = '{ "table_name": "{{ .ModelName }}", "rows": {{ json .Rows }} }';

/** Reads where rows go, the defaults of sdvg filled in. */
export function readOutput(field: Field, telling: Telling): SdvgOutput {
  const kind = textOf(field.at('type')) || 'csv';
  const parameters = field.at('params');
  const folder = textOf(field.at('dir')) || 'output';
  const hasModelFolders = field.at('create_model_dir').value === true;
  if (field.at('checkpoint_interval').value !== undefined)
    telling.warn(
      field.at('checkpoint_interval'),
      'checkpoint_interval says nothing here: what is written is recorded file by file, batch by batch',
    );
  const schema = outputSchemas[kind];
  if (kind === 'tcs')
    field
      .at('type')
      .refuse(
        'there is no output tcs',
        'Send the rows to its address by type: http, or write csv and load the files there.',
        'UNSUPPORTED',
      );
  else if (schema === undefined)
    field
      .at('type')
      .refuse(`there is no output ${shown(kind)}`, didYouMean(kind, Object.keys(outputSchemas), 'outputs'));
  else telling.report(checkSchema(schema, parameters.value ?? {}, parameters.path));
  switch (kind) {
    case 'parquet':
      return { kind, field, folder, hasModelFolders, ...readParquet(parameters) };
    case 'http':
      return { kind, field, ...readHttp(parameters) };
    case 'devnull':
      return { kind, field };
    default:
      return { kind: 'csv', field, folder, hasModelFolders, ...readCsv(parameters) };
  }
}

function readCsv(field: Field) {
  const delimiter = textOf(field.at('delimiter')) || ',';
  if ([...delimiter].length !== 1)
    field.at('delimiter').refuse(`${shown(delimiter)} is not one character`, 'Write one character.');
  return {
    floatPrecision: numberOf(field.at('float_precision')) || 2,
    datetimeFormat: textOf(field.at('datetime_format')) || '2006-01-02T15:04:05Z07:00',
    delimiter,
    hasHeader: field.at('without_headers').value !== true,
  };
}

function readParquet(field: Field) {
  return {
    codec: textOf(field.at('compression_codec')) || 'UNCOMPRESSED',
    floatPrecision: numberOf(field.at('float_precision')) || 2,
    datetimeFormat: field.at('datetime_format').value === 'micros' ? ('micros' as const) : ('millis' as const),
  };
}

function readHttp(field: Field) {
  const headers = (field.at('headers').value ?? {}) as Readonly<Record<string, unknown>>;
  return {
    url: textOf(field.at('endpoint')),
    timeout: secondsOf(field.at('timeout').value),
    batch: numberOf(field.at('batch_size')) ?? 1000,
    workers: numberOf(field.at('workers_count')) ?? 1,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    template: textOf(field.at('format_template')) || defaultTemplate,
  };
}

const units: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** Seconds of a duration of Go: `1m30s`, or a number of nanoseconds; a minute where there is none. */
function secondsOf(value: unknown): number {
  if (typeof value === 'number') return value === 0 ? 60 : value * 1e-9;
  if (typeof value !== 'string') return 60;
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit!]!, 0) || 60;
}

function numberOf({ value }: Field): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
