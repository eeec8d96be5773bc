import type { Duration, DurationUnit } from '../model/duration.ts';

/** Whether the left duration is the longer one wherever in the calendar both start. @param bucket what one bucket is */
export function isLonger(left: Duration, right: Duration, bucket: DurationUnit): boolean {
  const [one, other] = [left, right].map((duration) => length(duration, bucket)) as [Length, Length];
  if ('months' in one && 'months' in other) return one.months > other.months;
  const shortest = 'months' in one ? one.months * 28 : one.days;
  const longest = 'months' in other ? other.months * 31 : other.days;
  return shortest > longest;
}

type Length = { readonly days: number } | { readonly months: number };

const months: Readonly<Partial<Record<DurationUnit, number>>> = { month: 1, quarter: 3, year: 12 };
const seconds: Readonly<Partial<Record<DurationUnit, number>>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

function length({ amount, unit }: Duration, bucket: DurationUnit): Length {
  const own = unit === 'bucket' ? bucket : unit;
  const inMonths = months[own];
  return inMonths === undefined ? { days: (amount * (seconds[own] ?? 0)) / 86_400 } : { months: amount * inMonths };
}
