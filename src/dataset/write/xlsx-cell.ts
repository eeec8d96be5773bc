import { FaultlineError } from '../../model/errors.ts';
import type { LoadColumn, LoadTable } from '../../model/load.ts';

export type Cell = string | number | boolean | null;

/** Characters that a cell takes. */
const longest = 32_767;
/** Excel's numbers have so many digits. */
const digits = 15;

/** How Excel is to show the cells of a column; nothing where it knows by itself. */
export function cellFormat({ type }: LoadColumn): { readonly numFmt?: string } {
  switch (type) {
    case 'date':
      return { numFmt: 'yyyy-mm-dd' };
    case 'timestamp':
      return { numFmt: 'yyyy-mm-dd hh:mm:ss' };
    case 'time':
      return { numFmt: 'hh:mm:ss' };
    default:
      return {};
  }
}

/**
 * A value as Excel has it: numbers, truth values and moments as such where Excel can tell them apart, else as text.
 * @throws UNSUPPORTED for a text that no cell takes
 */
export function toCell(value: string | null, column: LoadColumn, table: LoadTable): Cell {
  if (value === null) return null;
  switch (column.type) {
    case 'integer':
    case 'decimal':
    case 'float':
      return toNumber(value, column.type === 'float');
    case 'boolean':
      return value === 'true';
    case 'date':
    case 'timestamp':
      return toMoment(value);
    case 'time':
      return toTime(value);
    default:
      return toText(value, column, table);
  }
}

function toNumber(value: string, isFloat: boolean): number | string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  const significant = value.replace(/^-?[0.]*|\.|e.*$/gi, '').length;
  return isFloat || significant <= digits ? number : value;
}

/** Days from that of Excel's calendar to 1970, which is right from March of 1900 on. */
const epoch = 25_569;
const milliseconds = 86_400_000;

function toMoment(value: string): number | string {
  const match = /^(\d{4}-\d\d-\d\d)(?: (.+))?$/.exec(value);
  if (match === null || value < '1900-03-01') return value;
  const [, date, time] = match;
  const fraction = time === undefined ? 0 : toTime(time);
  return typeof fraction === 'string' ? value : Date.parse(`${date}T00:00:00Z`) / milliseconds + epoch + fraction;
}

function toTime(value: string): number | string {
  const match = /^(\d\d):(\d\d):(\d\d(?:\.\d+)?)$/.exec(value);
  if (match === null) return value;
  return (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3])) / 86_400;
}

function toText(value: string, column: LoadColumn, table: LoadTable): string {
  if (value.length > longest)
    throw new FaultlineError(
      'UNSUPPORTED',
      `${table.name.name}.${column.name} has a text of ${value.length} characters; a cell of Excel takes ${longest}`,
      { hint: 'Make shorter texts, or write another format, such as csv or parquet.' },
    );
  // Readers take `_x0041_` for an escaped character, so that the underscore of a text like it is escaped itself.
  return value.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
}
