import { maskValue } from './mask.ts';
import { printable } from './printable.ts';
import { truncate } from './width.ts';

const longest = 48;

/** Whether values of a type stand for themselves without quotes: numbers, booleans and times. @param type an exact type or a kind */
export function isPlainType(type: string): boolean {
  return /^(u?(tiny|small|medium|big|huge)?int(eger|\d*)?|(small|big)?serial|numeric|decimal|real|float\d*|double|bool(ean)?|date|time(stamp)?(tz)?)\b/i.test(
    type,
  );
}

/** A sample value as a plan shows it: NULL, quoted text, or a bare number; cut where it is long, masked unless it may be shown. */
export function sampleValue(
  value: string | null,
  { isPlain, isMasked }: { readonly isPlain: boolean; readonly isMasked: boolean },
): string {
  if (value === null) return 'NULL';
  const text = truncate(printable(isMasked ? maskValue(value) : value), longest);
  return isPlain ? text : `"${text.replaceAll('"', '\\"')}"`;
}

/** Whether a value whose type is not known reads well without quotes: a number, a date, one plain word that is not NULL. */
export function isPlainText(value: string): boolean {
  if (/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/.test(value)) return true;
  return /^[\p{L}\p{N}_.:+-]+$/u.test(value) && value !== 'NULL';
}
