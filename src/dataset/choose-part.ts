import type { Dataset, DataTable } from '../model/dataset.ts';
import { FaultlineError } from '../model/errors.ts';
import { didYouMean } from '../scenario/nearest.ts';

/** Which part of a data set is made. */
export interface PartChoice {
  /** Names of tables; empty = all. */
  readonly tables: readonly string[];
  /** Numbers of the first and the last row, counted from 0, of the one table. */
  readonly rows?: { readonly from: number; readonly to: number } | undefined;
  /** The `number`-th of `count` parts of every table, from 1. */
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

function withShard(table: DataTable, { number, count }: Shard): DataTable {
  const from = table.part?.from ?? 0;
  const size = (table.part === undefined ? table.rows : table.part.to + 1) - from;
  const start = from + Number((BigInt(size) * BigInt(number - 1)) / BigInt(count));
  const end = from + Number((BigInt(size) * BigInt(number)) / BigInt(count));
  return { ...table, part: { from: start, to: end - 1 } };
}
