import { durationPattern, parseDuration } from '../../model/duration.ts';
import type { Microseconds } from '../../snapshot/instant.ts';

const small: Readonly<Record<string, Microseconds>> = {
  us: 1n,
  microsecond: 1n,
  microseconds: 1n,
  ms: 1000n,
  millisecond: 1000n,
  milliseconds: 1000n,
};
const lengths: Readonly<Record<string, Microseconds>> = {
  second: 1_000_000n,
  minute: 60_000_000n,
  hour: 3_600_000_000n,
  day: 86_400_000_000n,
  week: 604_800_000_000n,
};

/** Regular expression of a step of time. */
export const stepPattern = `^\\s*(?:\\d{1,7}\\s*(?:${Object.keys(small).join('|')})|${durationPattern})\\s*$`;

/** Reads `15 minutes`, `1 day` or `10 ms`. @returns undefined where it is no such text, or its length depends on the calendar */
export function readStep(text: string): Microseconds | undefined {
  const [, amount, unit] = /^(\d{1,7})\s*([a-z]+)$/.exec(text.trim()) ?? [];
  const fine = small[unit ?? ''];
  if (fine !== undefined) return amount === '0' ? undefined : BigInt(amount!) * fine;
  const duration = parseDuration(text);
  const length = duration && lengths[duration.unit];
  return length === undefined ? undefined : length * BigInt(duration!.amount);
}
