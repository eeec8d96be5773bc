import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import { column, join, name, raw, sql } from '../../sql/sql.ts';
import type { Ask } from './literals.ts';

/** A column of a text file: the type in which anomalies see its values, and how they are spelled. */
export interface TypedColumn {
  readonly name: string;
  /** Type of DuckDB. */
  readonly type: string;
  /** Of timestamps: what stands between day and time. Default: a space. */
  readonly separator?: 'T' | undefined;
  /** Of decimals: no zeros at the end. */
  readonly isShort?: true | undefined;
  /** Of timestamps with a zone: UTC is written as `Z`. */
  readonly isZulu?: true | undefined;
}

/** A way to read texts. One holds for a column where it holds for each of its values. */
interface Reading {
  readonly kind: string;
  readonly holds: (text: Sql) => Sql;
}

/** Tried in this order. Whatever would lose something when it is read (leading zeros, a plus, an unusual date) stays text. */
const readings: readonly Reading[] = [
  { kind: 'BIGINT', holds: (text) => matches(text, '-?(0|[1-9][0-9]{0,17})') },
  { kind: 'DECIMAL', holds: (text) => matches(text, '-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?') },
  {
    kind: 'DOUBLE',
    holds: (text) =>
      sql`(${matches(text, '-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?')} and try_cast(${text} as double) is not null)`,
  },
  {
    kind: 'DATE',
    holds: (text) => sql`(${matches(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}')} and try_cast(${text} as date) is not null)`,
  },
  {
    kind: 'TIMESTAMP',
    holds: (text) =>
      sql`(${matches(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?')} and try_cast(${text} as timestamp) is not null)`,
  },
  {
    kind: 'TIMESTAMP WITH TIME ZONE',
    holds: (text) =>
      sql`(${matches(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)')} and try_cast(${text} as timestamptz) is not null)`,
  },
  { kind: 'BOOLEAN', holds: (text) => sql`${text} in ('true', 'false')` },
];

const sampleRows = 5000;

/**
 * The types of columns of texts, by all of their values. Three scans at most: a sample proposes, the whole confirms.
 * @param rows a select of text columns @param known types that columns had before; each is kept as long as the values allow
 */
export async function inferTypes(
  ask: Ask,
  rows: Sql,
  columns: readonly string[],
  known: ReadonlyMap<string, TypedColumn> = new Map(),
): Promise<readonly TypedColumn[]> {
  const texts = columns.filter((each) => known.has(each) && kindOf(known.get(each)?.type) === undefined);
  if (texts.length > 0) {
    const others = columns.filter((each) => !texts.includes(each));
    const inferred = await inferTypes(ask, rows, others, known);
    return columns.map((each) => inferred.find((found) => found.name === each) ?? known.get(each)!);
  }
  if (columns.length === 0) return [];
  const sample = sql`(select * from ${rows} s limit ${raw(String(sampleRows))})`;
  const proposed = await kindsOf(ask, sample, columns, readings);
  const wanted = columns.map((each, index) => kindOf(known.get(each)?.type) ?? proposed[index]);
  const confirmed = await confirm(ask, rows, columns, wanted);
  const open = columns.filter((_, index) => wanted[index] !== undefined && confirmed[index] === undefined);
  const again = open.length === 0 ? [] : await kindsOf(ask, rows, open, readings);
  const settled =
    open.length === 0
      ? confirmed
      : await confirm(
          ask,
          rows,
          columns,
          columns.map((each, index) =>
            open.includes(each) ? again[open.indexOf(each)] : confirmed[index] && wanted[index],
          ),
        );
  return columns.map((each, index) => {
    const before = known.get(each);
    const found = settled[index] ?? { name: each, type: 'VARCHAR' };
    return before !== undefined && kindOf(before.type) === kindOf(found.type) ? wider(before, found) : found;
  });
}

/** The first reading that holds for all values of each column; undefined where none does, or there is no value. */
async function kindsOf(
  ask: Ask,
  rows: Sql,
  columns: readonly string[],
  tried: readonly Reading[],
): Promise<readonly (string | undefined)[]> {
  const figures = columns.flatMap((each, index) =>
    tried.map(
      ({ holds }, reading) => sql`bool_and(${ofValue(column('t', each), holds)}) as ${name(`r${index}_${reading}`)}`,
    ),
  );
  const [row] = await ask(sql`select ${join(figures)} from ${rows} t`);
  return columns.map((_, index) => tried.find((__, reading) => row?.[`r${index}_${reading}`] === true)?.kind);
}

/** What is no value is of every type. */
function ofValue(text: Sql, holds: Reading['holds']): Sql {
  return sql`case when ${text} is not null then ${holds(text)} end`;
}

/** The full types, where they hold for every row. A column without a value is what it is wanted to be. */
async function confirm(
  ask: Ask,
  rows: Sql,
  columns: readonly string[],
  wanted: readonly (string | undefined)[],
): Promise<readonly (TypedColumn | undefined)[]> {
  const figures = columns.flatMap((each, index) => {
    const reading = readings.find(({ kind }) => kind === wanted[index]);
    const text = column('t', each);
    if (reading === undefined) return [];
    return [
      sql`coalesce(bool_and(${ofValue(text, reading.holds)}), true) as ${name(`ok${index}`)}`,
      sql`max(length(split_part(${text}, '.', 2))) as ${name(`scale${index}`)}`,
      sql`bool_and(substring(${text}, 11, 1) = 'T') as ${name(`t${index}`)}`,
      sql`bool_and(right(${text}, 1) = 'Z') as ${name(`z${index}`)}`,
      sql`bool_and(not ${matches(text, '.*[.][0-9]*0')}) as ${name(`s${index}`)}`,
    ];
  });
  if (figures.length === 0) return columns.map(() => undefined);
  const [row] = await ask(sql`select ${join(figures)} from ${rows} t`);
  return columns.map((each, index) => typed(row, index, each, wanted[index]));
}

function typed(row: Row | undefined, index: number, title: string, kind: string | undefined): TypedColumn | undefined {
  if (kind === undefined || row?.[`ok${index}`] !== true) return undefined;
  const scale = Number(row[`scale${index}`] ?? 0);
  return {
    name: title,
    type: kind === 'DECIMAL' ? `DECIMAL(${18 + scale},${scale})` : kind,
    ...(kind === 'DECIMAL' && row[`s${index}`] === true && { isShort: true as const }),
    ...(kind.startsWith('TIMESTAMP') && row[`t${index}`] === true && { separator: 'T' as const }),
    ...(kind.endsWith('ZONE') && row[`z${index}`] === true && { isZulu: true as const }),
  };
}

function kindOf(type: string | undefined): string | undefined {
  const kind = type?.replace(/\(.*$/, '');
  return readings.some((each) => each.kind === kind) ? kind : undefined;
}

/** Of two decimals the one with more digits. */
function wider(before: TypedColumn, found: TypedColumn): TypedColumn {
  const scale = ({ type }: TypedColumn) => Number(/,(\d+)\)$/.exec(type)?.[1] ?? 0);
  return scale(found) > scale(before) ? found : before;
}

/** Whether the whole text is of the form. @param pattern of RE2, one of ours */
function matches(text: Sql, pattern: string): Sql {
  return sql`regexp_full_match(${text}, ${raw(`'${pattern}'`)})`;
}
