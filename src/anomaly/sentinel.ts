import { Big } from 'big.js';
import type { Column } from '../model/table.ts';
import { holds, numberRange } from './number-range.ts';

const isNumber: readonly Column['kind'][] = ['integer', 'decimal', 'float'];
const isMoment: readonly Column['kind'][] = ['date', 'timestamp', 'timestamptz'];

/** A value of a scenario file as the column writes it; what cannot be read so stays as it is, for `sentinelMisfit` to refuse. */
export function sentinelText(column: Column, written: string | number): string {
  if (typeof written === 'number') return new Big(written).toFixed();
  const moment = isMoment.includes(column.kind) ? momentOf(written) : undefined;
  if (moment === undefined || column.kind === 'date') return written;
  const inUtc = new Date(moment)
    .toISOString()
    .replace('T', ' ')
    .replace(/(?:\.000)?Z$/, '');
  return column.kind === 'timestamptz' ? `${inUtc}+00` : inUtc;
}

/** Why the column cannot hold the text, as what stands between it and the column's name. */
export function sentinelMisfit(column: Column, sentinel: string): string | undefined {
  if (column.kind === 'text') {
    const isTooLong = column.length !== undefined && Array.from(sentinel).length > column.length;
    return isTooLong ? 'is too long for' : undefined;
  }
  if (isNumber.includes(column.kind)) return numberMisfit(column, sentinel);
  const moment = momentOf(sentinel);
  if (moment === undefined || (column.kind === 'date' && sentinel.length > 10)) return 'is no value of';
  const { first, last } = column.moments ?? {};
  if (first !== undefined && moment < Date.parse(first)) return `comes before ${first}, the first moment of`;
  return last !== undefined && moment > Date.parse(last) ? `comes after ${last}, the last moment of` : undefined;
}

/** Milliseconds of `2026-11-20`, `2026-11-20 09:00:00` or `2026-11-20 09:00:00+00`; undefined for anything else. */
function momentOf(sentinel: string): number | undefined {
  const [, day, time = '00:00:00', zone = '+00'] =
    /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?)([+-]\d\d)?)?$/.exec(sentinel) ?? [];
  const moment = Date.parse(`${day}T${time}${zone}:00`);
  // A day that its month does not have would become one of the next.
  const isDay = !Number.isNaN(moment) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(String(day));
  return isDay ? moment : undefined;
}

function numberMisfit(column: Column, sentinel: string): string | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(sentinel)) return 'is no number, and cannot stand in';
  const number = new Big(sentinel);
  if (column.kind !== 'float' && !number.round(column.scale ?? 18).eq(number))
    return 'has too many digits behind the point for';
  const range = numberRange(column);
  return range === undefined || holds(range, number)
    ? undefined
    : `lies outside of ${range.min.toFixed()} to ${range.max.toFixed()}, the range of`;
}
