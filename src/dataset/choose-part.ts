import type { Dataset, DataTable } from '../model/dataset.ts';
import { FaultlineError } from '../model/errors.ts';
import { didYouMean } from '../scenario/nearest.ts';
import type { TableSource } from './table-source.ts';

/** Which part of a data set is made. */
export interface PartChoice {
  /** Names of tables; empty = all. */
  readonly tables: readonly string[];
  /** Numbers of the first and the last row, counted from 0, of the one table. */
  readonly rows?: { readonly from: number; readonly to: number } | undefined;
  /** The `number`-th of `count` parts of every table, from 1; not together with `rows`. */
  readonly shard?: Shard | undefined;
}

export interface Shard {
  readonly number: number;
  readonly count: number;
}

/** Reads `3/10`. @throws INVALID_ARGUMENT */
export function parseShard(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim());
  const [number, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || number < 1 || number > count)
    throw new FaultlineError('INVALID_ARGUMENT', `"${text}" is not a shard`, {
      hint: 'Write 3/10 for the third of ten parts.',
    });
  return { number, count };
}

/** Reads `1000000-1999999`. @throws INVALID_ARGUMENT */
export function parseRowRange(text: string): { readonly from: number; readonly to: number } {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(text.trim().replaceAll('_', ''));
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || from > to)
    throw new FaultlineError('INVALID_ARGUMENT', `"${text}" is not a range of rows`, {
      hint: 'Write 1000000-1999999: the first and the last row, counted from 0.',
    });
  return { from, to };
}

/**
 * The tables that are made, each with the part that is. Tables that are left out are still referred to.
 * @throws INVALID_ARGUMENT, UNKNOWN_TABLE
 */
export function choosePart(dataset: Dataset, { tables, rows, shard }: PartChoice): readonly DataTable[] {
  if (rows !== undefined && shard !== undefined)
    throw new FaultlineError('INVALID_ARGUMENT', '--rows and --shard each say which part of a table is made', {
      hint: 'Keep one of the two.',
    });
  const names = dataset.tables.map(({ name }) => name);
  const unknown = tables.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new FaultlineError('UNKNOWN_TABLE', `the data set has no table ${unknown}`, {
      hint: didYouMean(unknown, names, 'tables'),
    });
  const chosen = dataset.tables.filter(({ name }) => tables.length === 0 || tables.includes(name));
  if (rows !== undefined) return [withRows(chosen, rows, names)];
  return shard === undefined ? chosen : chosen.map((table) => withShard(table, shard));
}

function withRows(
  chosen: readonly DataTable[],
  rows: NonNullable<PartChoice['rows']>,
  names: readonly string[],
): DataTable {
  const [table, ...more] = chosen;
  if (table === undefined || more.length > 0)
    throw new FaultlineError('INVALID_ARGUMENT', '--rows is for one table, and there are several', {
      hint: `Name it: --table ${names[0]}.`,
    });
  if (rows.to >= table.rows)
    throw new FaultlineError('INVALID_ARGUMENT', `${table.name} has rows 0 to ${table.rows - 1}, not ${rows.to}`, {
      hint: 'Rows are counted from 0.',
    });
  return { ...table, part: rows };
}

function withShard(table: DataTable, shard: Shard): DataTable {
  const { part, rows } = table;
  const { from, to } = shardOf({ from: part?.from ?? 0, to: part === undefined ? rows : part.to + 1 }, shard);
  return { ...table, part: { from, to: to - 1 } };
}

/** @param rows `from` is among them, `to` is not */
function shardOf(rows: { readonly from: number; readonly to: number }, { number, count }: Shard) {
  const size = BigInt(rows.to - rows.from);
  const at = (parts: number) => rows.from + Number((size * BigInt(parts)) / BigInt(count));
  return { from: at(number - 1), to: at(number) };
}

/**
 * The part of a whole table that has as many rows as it has after it was broken: parts put together are the whole.
 * @param table as it was chosen
 * @param shard that it was chosen by
 */
export function partOf(source: TableSource, table: DataTable, whole: DataTable, shard?: Shard): TableSource {
  const { part } = shard === undefined ? table : whole;
  const rows = { from: Math.min(part?.from ?? 0, source.to), to: Math.min((part?.to ?? Infinity) + 1, source.to) };
  return { ...source, ...(shard === undefined ? rows : shardOf(rows, shard)) };
}
