import type { Window } from '../model/plan.ts';
import { formatDay, formatDayAndTime } from './format-time.ts';

const dayLength = 24 * 60 * 60 * 1_000;

/**
 * A stretch of time in words that follow a noun: `on Thu 19 Nov`, `from Mon 16 Nov to Thu 19 Nov` (both included),
 * `since Tue 17 Nov 14:30`, `before Sun 1 Nov`. Empty for all of time.
 */
export function formatWindow({ from, to }: Window, now: string): string {
  if (from === undefined) return to === undefined ? '' : `before ${formatDayAndTime(to, now)}`;
  if (to === undefined) return `since ${formatDayAndTime(from, now)}`;
  if (!isMidnight(from) || !isMidnight(to))
    return `from ${formatDayAndTime(from, now)} to ${formatDayAndTime(to, now)}`;
  const last = new Date(Date.parse(to) - dayLength).toISOString();
  if (Date.parse(last) === Date.parse(from)) return `on ${formatDay(from, now)}`;
  return `from ${formatDay(from, now)} to ${formatDay(last, now)}`;
}

/** Several stretches: the only one in words, more by their number and ends. */
export function formatWindows(windows: readonly Window[], now: string): string {
  const [first, ...others] = windows;
  if (first === undefined) return '';
  const last = others.at(-1);
  if (last === undefined) return formatWindow(first, now);
  const span = formatWindow({ from: first.from, to: last.to }, now);
  return `in ${windows.length} windows${span === '' ? '' : ` ${span}`}`;
}

function isMidnight(iso: string): boolean {
  return /T00:00:00(\.0+)?Z$/.test(iso);
}
