import { FaultlineError } from '../../model/errors.ts';
import type { Connection, Row } from '../../model/engine.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { ColumnProfile } from '../../model/profile.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column, Table } from '../../model/table.ts';
import { column as columnOf, join, name, sql } from '../../sql/sql.ts';
import { isTimeColumn } from '../time-column.ts';

const numeric: readonly Column['kind'][] = ['integer', 'decimal', 'float'];
const ordered: readonly Column['kind'][] = [...numeric, 'text', 'date', 'timestamp', 'timestamptz'];
const comparable: readonly Column['kind'][] = [...ordered, 'boolean', 'uuid', 'enum'];

/** Time columns whose order is looked at; of more, the first ones. */
const mostTimes = 6;

/** What one scan tells of a table. */
export interface Scan {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** Pairs of time columns of one kind of which the first never lies before the second, and sometimes after it. */
  readonly follows: readonly (readonly [Column, Column])[];
}

/** Reads all figures of a table's profile that are aggregates of its rows, in one statement. */
export async function scanTable(connection: Connection, table: Table): Promise<Scan> {
  const { dialect } = connection;
  const figures = table.columns.map((each) => figuresOf(dialect, each));
  const pairs = timePairs(table);
  const selected = [
    sql`${textOf(dialect, sql`count(*)`)} as ${name('row_count')}`,
    ...figures.flatMap((own, index) =>
      Object.entries(own).map(([figure, value]) => sql`${value} as ${name(`${figure}_${index + 1}`)}`),
    ),
    ...pairs.flatMap(([later, earlier], index) => [
      sql`${dialect.countIf(sql`${value(later)} < ${value(earlier)}`)} as ${name(`before_${index + 1}`)}`,
      sql`${dialect.countIf(sql`${value(later)} > ${value(earlier)}`)} as ${name(`after_${index + 1}`)}`,
    ]),
  ];
  const [row = {}] = await connection.query(sql`select ${join(selected)} from ${dialect.table(table.name)} t`);
  const isCounted = (figure: string, index: number) => Number(row[`${figure}_${index + 1}`] ?? 0) > 0;
  return {
    rows: Number(row['row_count'] ?? 0),
    columns: table.columns.map((each, index) => readProfile(row, each, index + 1)),
    follows: pairs.filter((_, index) => !isCounted('before', index) && isCounted('after', index)),
  };
}

function figuresOf(dialect: Dialect, column: Column): Readonly<Record<string, Sql>> {
  const own = value(column);
  const text = (figure: Sql) => textOf(dialect, figure);
  const among = (kinds: readonly Column['kind'][], figures: () => Readonly<Record<string, Sql>>) =>
    kinds.includes(column.kind) ? figures() : {};
  return {
    nulls: text(dialect.countIf(sql`${own} is null`)),
    ...among(comparable, () => ({ distinct: text(sql`count(distinct ${dialect.bytewise(own, column)})`) })),
    ...among(ordered, () => ({
      min: dialect.text(sql`min(${dialect.bytewise(own, column)})`, column),
      max: dialect.text(sql`max(${dialect.bytewise(own, column)})`, column),
    })),
    ...among(numeric, () => ({
      mean: text(dialect.mean(own, column)),
      sd: text(dialect.deviation(own)),
      negatives: text(dialect.countIf(sql`${own} < 0`)),
      zeros: text(dialect.countIf(sql`${own} = 0`)),
    })),
    ...among(['text'], () => textFigures(dialect, column)),
  };
}

function textFigures(dialect: Dialect, column: Column): Readonly<Record<string, Sql>> {
  const text = dialect.text(value(column), column);
  const several = dialect.countIf(sql`${dialect.position(dialect.textLiteral(' '), text)} > 0`);
  const bytes = bytesOf(dialect, text);
  return {
    several: textOf(dialect, several),
    ...(bytes && { beyond_ascii: textOf(dialect, dialect.countIf(sql`${bytes} > ${dialect.length(text)}`)) }),
  };
}

/** Undefined on servers that cannot tell. */
function bytesOf(dialect: Dialect, text: Sql): Sql | undefined {
  try {
    return dialect.byteLength(text);
  } catch (error) {
    if (error instanceof FaultlineError && error.code === 'UNSUPPORTED') return undefined;
    throw error;
  }
}

function timePairs(table: Table): readonly (readonly [Column, Column])[] {
  const times = table.columns.filter(isTimeColumn).slice(0, mostTimes);
  return times.flatMap((later) =>
    times
      .filter((earlier) => earlier !== later && earlier.kind === later.kind)
      .map((earlier) => [later, earlier] as const),
  );
}

function readProfile(row: Row, column: Column, place: number): ColumnProfile {
  const text = (figure: string) => {
    const found = row[`${figure}_${place}`];
    return found === null || found === undefined ? null : String(found);
  };
  const number = (figure: string) => {
    const found = text(figure);
    return found === null ? null : Number(found);
  };
  return {
    column,
    nulls: number('nulls') ?? 0,
    distinct: number('distinct'),
    min: text('min'),
    max: text('max'),
    mean: number('mean'),
    sd: number('sd'),
    negatives: number('negatives'),
    zeros: number('zeros'),
    several: number('several'),
    beyondAscii: number('beyond_ascii'),
  };
}

function value({ name: own }: Column): Sql {
  return columnOf('t', own);
}

function textOf(dialect: Dialect, value: Sql): Sql {
  return dialect.cast(value, dialect.ledgerTypes.text);
}
