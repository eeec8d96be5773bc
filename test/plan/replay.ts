import Big from 'big.js';
import type { Connection } from '../../src/model/engine.ts';
import type { MetricValues, PlannedStep, Window } from '../../src/model/plan.ts';
import type { Label } from '../../src/model/run.ts';
import type { Column, Table, TableName } from '../../src/model/table.ts';
import { column, join, name, sql } from '../../src/sql/sql.ts';

export type RowTexts = Readonly<Record<string, string | null>>;
/** Rows by the text of their key. */
export type TableTexts = ReadonlyMap<string, RowTexts>;

/** All rows of a small table with the column `id`, every value as text. */
export async function readTexts(connection: Connection, table: TableName): Promise<TableTexts> {
  const description = (await connection.describeTable(table)) as Table;
  const { dialect } = connection;
  const values = description.columns.map(
    (each) => sql`${dialect.text(column('t', each.name), each)} as ${name(each.name)}`,
  );
  const rows = await connection.query(sql`select ${join(values)} from ${dialect.table(table)} as t`);
  return new Map(rows.map((row) => [String(row['id']), row as RowTexts]));
}

/** The rows as they are after what the labels of one step say; throws where a label's before is not what was there. */
export function replay(rows: TableTexts, labels: readonly Label[]): TableTexts {
  const after = new Map(rows);
  for (const label of labels) {
    const present = after.get(label.key);
    const says = (what: string) =>
      new Error(`label of ${label.step}, key ${label.key}, ${String(label.column)}: ${what}`);
    if (label.column !== null) {
      if (present?.[label.column] !== label.before)
        throw says(`before is ${label.before}, there was ${present?.[label.column]}`);
      if (label.before === label.after) throw says('changes nothing');
      after.set(label.key, { ...present, [label.column]: label.after });
    } else if (label.before === null) {
      if (present !== undefined) throw says('the inserted row was there before');
      after.set(label.key, JSON.parse(label.after!) as RowTexts);
    } else {
      const before = JSON.parse(label.before) as RowTexts;
      if (JSON.stringify(sorted(before)) !== JSON.stringify(sorted(present ?? {})))
        throw says('the deleted row was another one');
      after.delete(label.key);
    }
  }
  return after;
}

/** Figures of a step's column over rows, reckoned from texts. */
export function figuresOf(
  rows: Iterable<RowTexts>,
  subject: Column | undefined,
  time: string | undefined,
): MetricValues {
  const all = [...rows];
  const values = subject === undefined ? [] : all.map((row) => row[subject.name] as string | null);
  const present = values.filter((value) => value !== null);
  const isNumeric = subject !== undefined && ['integer', 'decimal', 'float'].includes(subject.kind);
  const isOrdered = isNumeric || subject?.kind === 'text';
  const numbers = isNumeric ? present.map((value) => new Big(value)) : [];
  const total = numbers.reduce((sum, value) => sum.plus(value), new Big(0));
  const mean = numbers.length === 0 ? null : total.div(numbers.length);
  const variance = mean && numbers.reduce((sum, value) => sum + Number(value.minus(mean)) ** 2, 0) / numbers.length;
  const inOrder = isNumeric
    ? present.toSorted((left, right) => Number(left) - Number(right))
    : present.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  return {
    rows: all.length,
    nulls: values.length - present.length,
    distinct: subject === undefined ? null : new Set(present).size,
    mean: mean && mean.toFixed(),
    sd: variance === null ? null : String(Math.sqrt(variance)),
    min: isOrdered ? (inOrder[0] ?? null) : null,
    max: isOrdered ? (inOrder.at(-1) ?? null) : null,
    sum: numbers.length === 0 ? null : total.toFixed(),
    freshness:
      time === undefined
        ? null
        : (all
            .map((row) => row[time] as string | null)
            .filter((each) => each !== null)
            .toSorted()
            .at(-1) ?? null),
  };
}

/** The rows that lie in one of a step's windows; all of them where it has none. */
export function inWindows(rows: TableTexts, { frozen }: PlannedStep): TableTexts {
  const { windows, timeColumn } = frozen;
  if (windows === undefined) return rows;
  return new Map(
    [...rows].filter(([, row]) => windows.some((window) => holds(window, row[timeColumn!] as string | null))),
  );
}

function holds({ from, to }: Window, moment: string | null): boolean {
  if (moment === null) return false;
  const at = moment.replace(' ', 'T').padEnd(26, moment.includes('.') ? '0' : '.000000');
  return (from === undefined || at >= from.slice(0, -1)) && (to === undefined || at < to.slice(0, -1));
}

function sorted(row: RowTexts): RowTexts {
  return Object.fromEntries(Object.entries(row).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
