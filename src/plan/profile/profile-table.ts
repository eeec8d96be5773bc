import type { Connection } from '../../model/engine.ts';
import type { ColumnProfile, Link, TableProfile } from '../../model/profile.ts';
import type { Key, Table } from '../../model/table.ts';
import { parseInstant } from '../../snapshot/instant.ts';
import { timeColumnOf } from '../time-column.ts';
import { arithmeticLinks } from './arithmetic-links.ts';
import { dependencies } from './dependencies.ts';
import { likenessLinks } from './likeness-links.ts';
import { type RowSample, sampleRows } from './sample-rows.ts';
import { scanTable } from './scan-table.ts';
import { semanticsOf } from './semantics-of.ts';

const microsecondsPerDay = 86_400_000_000n;

/**
 * What a table's values are like: one scan for all aggregates, and a sample of rows for what is no aggregate (the forms of texts,
 * dependencies between columns).
 * @param key by which the sample is taken, where there is one
 */
export async function profileTable(connection: Connection, table: Table, key: Key | undefined): Promise<TableProfile> {
  const { rows, columns, follows } = await scanTable(connection, table);
  const sample = await sampleRows(connection, table, key);
  const inTime = follows.map(([from, to]): Link => ({ relation: 'follows', from, to }));
  const profiles = columns.map((each): ColumnProfile => {
    const earlier = inTime.find(({ from }) => from === each.column)?.to;
    const semantics =
      earlier === undefined
        ? semanticsOf(each, rows, valuesOf(each, sample))
        : { looksLike: 'after' as const, column: earlier.name };
    return { ...each, semantics };
  });
  const time = timeColumnOf(table);
  return {
    table,
    rows,
    columns: profiles,
    time,
    days: daysOf(profiles.find(({ column }) => column === time)),
    links: [
      ...inTime,
      ...dependencies(labelsOf(profiles, table), sample),
      ...arithmeticLinks(measuresOf(table), sample),
      ...likenessLinks(profiles),
    ],
  };
}

function daysOf(time: ColumnProfile | undefined): number | undefined {
  const [first, last] = [time?.min, time?.max].map((text) => (text ? parseInstant(text) : undefined));
  return first === undefined || last === undefined ? undefined : Number((last - first) / microsecondsPerDay);
}

/** Those of the sample with both ends of the column. */
function valuesOf({ column, min, max }: ColumnProfile, sample: RowSample): readonly string[] {
  return [...(sample.valuesOf(column) ?? []), min, max].filter((each) => each !== null);
}

/** Columns that are no key by themselves, since a key determines everything. */
function labelsOf(profiles: readonly ColumnProfile[], table: Table) {
  return profiles.filter(({ column }) => !isKey(column.name, table)).map(({ column }) => column);
}

function measuresOf(table: Table) {
  return table.columns.filter(
    ({ name }) => !isKey(name, table) && !table.references.some(({ childColumns }) => childColumns.includes(name)),
  );
}

function isKey(name: string, { keys }: Table): boolean {
  return keys.some(({ columns }) => columns.length === 1 && columns[0] === name);
}
