import type { Connection } from '../../../model/engine.ts';
import type { ColumnProfile, TableProfile } from '../../../model/profile.ts';
import type { Column, Table } from '../../../model/table.ts';
import { isTimeColumn } from '../../../plan/time-column.ts';
import { isPersonal } from '../personal.ts';
import type { ColumnFigures, TableFigures } from './figures.ts';
import { findReferences } from './find-references.ts';
import { measureChildren } from './measure-children.ts';
import { measureLabels } from './measure-labels.ts';
import { measureNumbers } from './measure-numbers.ts';
import { measureOrder } from './measure-order.ts';
import { measureTexts } from './measure-texts.ts';
import { measureTimes } from './measure-times.ts';

/** Labels of one column that are told apart. */
const mostLabels = 50;

const numberKinds: readonly Column['kind'][] = ['integer', 'decimal', 'float'];
const labelKinds: readonly Column['kind'][] = ['text', 'enum', 'boolean', 'integer'];

/** Measures one of several profiled tables: aggregates alone, no row of it leaves the database. */
export async function measureTable(
  connection: Connection,
  index: number,
  profiles: readonly TableProfile[],
  withValues: boolean,
): Promise<TableFigures> {
  const profile = profiles[index]!;
  const { table } = profile;
  const references = [];
  for (const reference of await findReferences(connection, index, profiles)) {
    const { sizes, nulls } = await measureChildren(connection, table, reference.columns);
    references.push({ ...reference, sizes, nulls, parents: profiles[reference.parent]!.rows });
  }
  const key = keyOf(profile);
  const referring = new Set(references.flatMap(({ columns }) => columns));
  const own = profile.columns.filter(({ column }) => !referring.has(column.name));
  const kept = own.filter(({ nulls }) => nulls < profile.rows);
  const columnsOf = (wanted: (each: ColumnProfile) => boolean) => kept.filter(wanted).map(({ column }) => column);
  const isLabelled = (each: ColumnProfile) => hasFewLabels(each, profile);
  const quantiles = await measureNumbers(
    connection,
    table,
    columnsOf(({ column }) => numberKinds.includes(column.kind)),
  );
  const texts = await measureTexts(
    connection,
    table,
    columnsOf(({ column }) => column.kind === 'text'),
  );
  const order = await measureOrder(
    connection,
    table,
    columnsOf(({ column, nulls }) => nulls === 0 && (isTimeColumn(column) || numberKinds.includes(column.kind))),
    key.length > 0 ? key : placeColumns(table),
  );
  const columns: ColumnFigures[] = [];
  for (const each of profile.columns) {
    const { column } = each;
    const isOwn = kept.includes(each);
    columns.push({
      profile: each,
      filled: profile.rows - each.nulls,
      quantiles: quantiles.get(column),
      text: texts.get(column),
      order: order.get(column),
      labels:
        isOwn && isLabelled(each)
          ? await measureLabels(connection, table, column, isTold(each, withValues))
          : undefined,
      time: isOwn && isTimeColumn(column) ? await measureTimes(connection, table, column) : undefined,
    });
  }
  return { table, profile, columns, key, references };
}

/** True and false are no secret, and numbers of two digits are what bounds are rounded to anyway. */
function isTold(profile: ColumnProfile, withValues: boolean): boolean {
  if (profile.column.kind === 'boolean') return true;
  if (isPersonal(profile)) return false;
  const isSmall = [profile.min, profile.max].every((each) => each !== null && Math.abs(Number(each)) <= 99);
  return withValues || (profile.column.kind === 'integer' && isSmall);
}

function hasFewLabels({ column, distinct, nulls }: ColumnProfile, { rows }: TableProfile): boolean {
  if (!labelKinds.includes(column.kind)) return false;
  if (column.kind === 'boolean') return rows > nulls;
  return distinct !== null && distinct >= 1 && distinct <= mostLabels && rows - nulls >= distinct * 2;
}

/** Columns that say where a row stands in its file, and nothing of what it is. */
export function placeColumns({ keys }: Table): readonly string[] {
  return keys.find(({ isPlace }) => isPlace === true)?.columns ?? [];
}

/** The declared primary key, else a complete column without repetitions that is named like one. */
function keyOf({ table, columns, rows }: TableProfile): readonly string[] {
  const declared = table.keys.find(({ isPrimary }) => isPrimary);
  if (declared !== undefined) return declared.columns;
  const unique = columns.filter(({ nulls, distinct }) => rows > 1 && nulls === 0 && distinct === rows);
  const named = unique.find(({ column }) => /^(id|uuid|key)$|(_id|_uuid|_key|Id)$/u.test(column.name));
  return named === undefined ? [] : [named.column.name];
}
