import type { Sql } from '../../model/sql.ts';
import { column, join, name, raw, sql } from '../../sql/sql.ts';
import { textOf } from '../read-row.ts';
import { sniffCsv, type CsvDialect } from './csv-dialect.ts';
import type { DataFile } from './data-file.ts';
import { literal, type Ask } from './literals.ts';

/** How the rows of one file are read. */
export interface FileSource {
  readonly file: DataFile;
  /** Names in the file's own order. */
  readonly columns: readonly string[];
  /** Types of DuckDB by column, where the format has types of its own; else every column is text. */
  readonly types?: ReadonlyMap<string, string> | undefined;
  readonly csv?: CsvDialect | undefined;
  /** Columns of JSON whose values are numbers, objects or of several kinds, by name; others are strings. */
  readonly json?: ReadonlyMap<string, JsonKind> | undefined;
  /** A select of all columns and `_fl_position`, the row's number from 1. */
  readonly rows: Sql;
}

/** What the values of a key of JSON lines are. */
type JsonKind = 'string' | 'number' | 'boolean' | 'json' | 'mixed';

export const position = '_fl_position';

/** Looks at a file. @param path of its bytes, which may be a copy of it */
export async function sourceOf(ask: Ask, file: DataFile, path: string = file.absolute): Promise<FileSource> {
  switch (file.format) {
    case 'csv':
      return csvSource(file, path, await sniffCsv(ask, file, path));
    case 'jsonl':
      return jsonSource(ask, file, path);
    case 'parquet':
      return parquetSource(ask, file, path);
  }
}

/** As `source`, of other bytes in the same spelling. */
export function sourceAt(source: FileSource, path: string): FileSource {
  if (source.csv) return csvSource(source.file, path, source.csv);
  if (source.json) return { ...source, rows: jsonRows(source.file, path, source.columns) };
  return { ...source, rows: parquetRows(path, source.columns) };
}

function csvSource(file: DataFile, path: string, csv: CsvDialect): FileSource {
  const { columns, delimiter, quote, escape, hasHeader, skip } = csv;
  if (columns.length === 0) return { file, columns, csv, rows: sql`(select 0 as ${name(position)} limit 0)` };
  const types = join(columns.map((each) => sql`${literal(each)}: 'VARCHAR'`));
  const options = [
    sql`auto_detect = false, comment = '', allow_quoted_nulls = false`,
    sql`delim = ${literal(delimiter)}, quote = ${literal(quote)}, escape = ${literal(escape)}`,
    sql`header = ${raw(String(hasHeader))}, skip = ${raw(String(skip))}, columns = {${types}}`,
    ...(file.isCompressed ? [sql`compression = 'gzip'`] : []),
  ];
  const rows = sql`(select row_number() over () as ${name(position)}, r.* from read_csv(${literal(path)}, ${join(options)}) r)`;
  return { file, columns, csv, rows };
}

async function jsonSource(ask: Ask, file: DataFile, path: string): Promise<FileSource> {
  const objects = jsonObjects(file, path);
  const found = await ask(sql`
    select k.title as title, cast(to_json(list(distinct k.kind)) as varchar) as kinds, min(k.at * 10000 + k.ordinal) as first
    from (
      select unnest(json_keys(o.json)) as title, generate_subscripts(json_keys(o.json), 1) as ordinal, o.at,
        json_type(o.json, '/' || replace(replace(unnest(json_keys(o.json)), '~', '~0'), '/', '~1')) as kind
      from (select row_number() over () as at, json from ${objects}) o
    ) k
    group by k.title
    order by first`);
  const json = new Map(
    found.map((row) => [textOf(row, 'title'), jsonKind(JSON.parse(textOf(row, 'kinds')) as string[])]),
  );
  const columns = [...json.keys()];
  return { file, columns, json, rows: jsonRows(file, path, columns) };
}

function jsonKind(types: readonly string[]): JsonKind {
  const kinds = new Set(types.filter((type) => type !== 'NULL').map((type) => jsonKinds[type] ?? 'json'));
  if (kinds.has('json')) return 'json';
  if (kinds.size > 1) return 'mixed';
  return [...kinds][0] ?? 'string';
}

const jsonKinds: Readonly<Record<string, JsonKind>> = {
  BIGINT: 'number',
  UBIGINT: 'number',
  HUGEINT: 'number',
  DOUBLE: 'number',
  BOOLEAN: 'boolean',
  VARCHAR: 'string',
};

function jsonObjects(file: DataFile, path: string): Sql {
  const compression = file.isCompressed ? sql`, compression = 'gzip'` : sql``;
  return sql`read_ndjson_objects(${literal(path)}${compression})`;
}

function jsonRows(file: DataFile, path: string, columns: readonly string[]): Sql {
  const values = columns.map((each) => {
    const pointer = `/${each.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return sql`json_extract_string(r.json, ${literal(pointer)}) as ${name(each)}`;
  });
  const parts = [sql`row_number() over () as ${name(position)}`, ...values];
  return sql`(select ${join(parts)} from ${jsonObjects(file, path)} r)`;
}

async function parquetSource(ask: Ask, file: DataFile, path: string): Promise<FileSource> {
  const found = await ask(sql`describe select * from read_parquet(${literal(path)})`);
  const types = new Map(found.map((row) => [textOf(row, 'column_name'), textOf(row, 'column_type')]));
  const columns = [...types.keys()];
  return { file, columns, types, rows: parquetRows(path, columns) };
}

function parquetRows(path: string, columns: readonly string[]): Sql {
  const values = columns.map((each) => column('r', each));
  return sql`(select ${join([sql`r.file_row_number + 1 as ${name(position)}`, ...values])}
    from read_parquet(${literal(path)}, file_row_number = true) r)`;
}
