import type { Amplitude } from './scenario.ts';

/** Units of a length of time, longest first. A year is 365 days here: the length is one of time, not of a calendar. */
const lengths = [
  ['year', 31_536_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Seconds of each unit that a length of time may be written in. */
export const secondsOf: Readonly<Record<(typeof lengths)[number][0], number>> = Object.fromEntries(lengths) as Record<
  (typeof lengths)[number][0],
  number
>;

/** `8 sd`, `x3`, `-40%`, `20 points`, `2 edits`, `24 hours`: as scenario files write it. */
export function formatAmplitude({ value, unit }: Amplitude): string {
  switch (unit) {
    case 'times':
      return `x${value}`;
    case 'percent':
      return `${value}%`;
    case 'sd':
      return `${value} sd`;
    case 'figure':
      return value;
    case 'seconds':
      return formatLength(Number(value));
    case 'points':
    case 'edits':
    case 'digits':
    case 'buckets':
      return counted(value, unit.slice(0, -1));
  }
}

function formatLength(seconds: number): string {
  const [title, length] = lengths.find(([, each]) => seconds % each === 0)!;
  return seconds === 0 ? '0 seconds' : counted(String(seconds / length), title);
}

function counted(amount: string, title: string): string {
  return `${amount} ${title}${amount === '1' || amount === '-1' ? '' : 's'}`;
}
