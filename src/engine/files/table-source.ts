import type { Sql } from '../../model/sql.ts';
import type { Column, Table } from '../../model/table.ts';
import { column, join, name, raw, sql } from '../../sql/sql.ts';
import { typeFacts } from '../duckdb/types.ts';
import { position, type FileSource } from './file-source.ts';
import { inferTypes, type TypedColumn } from './infer-types.ts';
import { literal, type Ask } from './literals.ts';
import { rowNumbersOf } from './records.ts';

/** Schema of the tables that files make. */
export const filesSchema = 'main';

/** Where new rows get their numbers, beyond those of any file. */
const arrivals = 'arrivals';

/** A table over files. */
export interface TableSource {
  readonly name: string;
  readonly sources: readonly FileSource[];
  /** Columns of the data, by the union of their names. */
  readonly columns: readonly TypedColumn[];
  /** Names of the two columns that say where a row stands: its file and its number there. */
  readonly place: { readonly file: string; readonly row: string };
  readonly bytes: number;
}

/** @param known types of the table's columns when Faultline changed it last */
export async function tableSourceOf(
  ask: Ask,
  title: string,
  sources: readonly FileSource[],
  known: ReadonlyMap<string, TypedColumn>,
  bytes: number,
): Promise<TableSource> {
  const names = [...new Set(sources.flatMap(({ columns }) => columns))];
  const free = (wanted: string): string => (names.includes(wanted) ? free(`_${wanted}`) : wanted);
  const columns = await typesOf(ask, sources, names, known);
  return { name: title, sources, columns, place: { file: free('_file'), row: free('_row') }, bytes };
}

async function typesOf(
  ask: Ask,
  sources: readonly FileSource[],
  names: readonly string[],
  known: ReadonlyMap<string, TypedColumn>,
): Promise<readonly TypedColumn[]> {
  if (sources.every((source) => source.types)) {
    const unified = sources.map(({ rows }) => sql`select * exclude (${name(position)}) from ${rows} u`);
    const found = await ask(sql`describe ${join(unified, sql` union all by name `)}`);
    return found.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
  }
  const kinds = new Map(names.map((each) => [each, new Set(sources.flatMap(({ json }) => json?.get(each) ?? []))]));
  const isText = (each: string) => kinds.get(each)!.size > 1 || kinds.get(each)!.has('mixed');
  const fixed = new Map<string, TypedColumn>();
  for (const each of names) {
    if (kinds.get(each)!.has('json')) fixed.set(each, { name: each, type: 'JSON' });
    else if (isText(each)) fixed.set(each, { name: each, type: 'VARCHAR' });
  }
  const rows = sql`(${join(
    sources.map(
      (source) =>
        sql`select ${join([raw('0 as _fl_none'), ...names.map((each) => rawColumn(source, each))])} from ${source.rows} r`,
    ),
    sql` union all `,
  )})`;
  // A string that looks like a number is none in JSON, where numbers are written as such.
  const strings = names.filter((each) => [...kinds.get(each)!].join() === 'string');
  const inferred = await inferTypes(ask, rows, names, new Map([...fixed, ...known]));
  return inferred.map((each) => {
    const isNumber = /^(BIGINT|DECIMAL|DOUBLE|BOOLEAN)/.test(each.type);
    if (strings.includes(each.name) && isNumber && !known.has(each.name)) return { name: each.name, type: 'VARCHAR' };
    // JSON has no decimals: 1.50 is 1.5.
    return kinds.get(each.name)!.has('number') && each.type.startsWith('DECIMAL') ? { ...each, type: 'DOUBLE' } : each;
  });
}

function rawColumn({ columns }: FileSource, wanted: string): Sql {
  return columns.includes(wanted) ? sql`${column('r', wanted)} as ${name(wanted)}` : sql`null as ${name(wanted)}`;
}

/** A select of the rows of one file: typed columns, then file and row. @param ranges of row numbers, where they are not those of the lines */
export function fileRows({ columns, place }: TableSource, source: FileSource, ranges: Sql | undefined): Sql {
  const values = columns.map((each) =>
    source.columns.includes(each.name)
      ? sql`cast(${column('r', each.name)} as ${raw(each.type)}) as ${name(each.name)}`
      : sql`cast(null as ${raw(each.type)}) as ${name(each.name)}`,
  );
  const own = column('r', position);
  const row = ranges === undefined ? own : rowNumbersOf(own);
  const from =
    ranges === undefined
      ? sql`${source.rows} r`
      : sql`${source.rows} r asof join ${ranges} n on ${own} >= n.first_position`;
  return sql`select ${join([...values, sql`${literal(source.file.path)} as ${name(place.file)}`, sql`cast(${row} as bigint) as ${name(place.row)}`])} from ${from}`;
}

/** The table as the contract of engines describes it. */
export function describe(source: TableSource): Table {
  const { name: title, columns, place, bytes } = source;
  const described = [
    ...columns.map(({ name: each, type }) => plainColumn(each, type)),
    { ...plainColumn(place.file, 'VARCHAR'), isNullable: false },
    {
      ...plainColumn(place.row, 'BIGINT'),
      isNullable: false,
      isGenerator: true,
      defaultSql: `nextval('ledger.files.${arrivals}')`,
    },
  ];
  return {
    name: { schema: filesSchema, name: title },
    identity: `${filesSchema}.${title}`,
    type: 'table',
    columns: described.map((each, index) => ({ ...each, ordinal: index + 1 })),
    keys: [{ name: 'place in the files', columns: [place.file, place.row], isPrimary: false, isPlace: true }],
    references: [],
    referencedBy: [],
    triggers: [],
    publications: [],
    renameBlocker: 'is made of files, whose columns stay as they are',
    bytes,
  };
}

function plainColumn(title: string, type: string): Column {
  return {
    name: title,
    ordinal: 0,
    ...typeFacts(type),
    isNullable: true,
    isComputed: false,
    isIdentity: false,
    isGenerator: false,
  };
}
