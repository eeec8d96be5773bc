/** Units of time in data and of time on the clock. `bucket` is the table's usual grain, a day unless a step says otherwise. */
export type DurationUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'bucket';

/** A length of time as it was written: months and buckets stay what they are until a point in time is known. */
export interface Duration {
  /** A positive whole number. */
  readonly amount: number;
  readonly unit: DurationUnit;
}

const spellings: Readonly<Record<string, DurationUnit>> = {
  s: 'second',
  sec: 'second',
  second: 'second',
  seconds: 'second',
  min: 'minute',
  minute: 'minute',
  minutes: 'minute',
  h: 'hour',
  hour: 'hour',
  hours: 'hour',
  d: 'day',
  day: 'day',
  days: 'day',
  w: 'week',
  week: 'week',
  weeks: 'week',
  month: 'month',
  months: 'month',
  quarter: 'quarter',
  quarters: 'quarter',
  y: 'year',
  year: 'year',
  years: 'year',
  b: 'bucket',
  bucket: 'bucket',
  buckets: 'bucket',
};

const isoUnits: Readonly<Record<string, DurationUnit>> = {
  PY: 'year',
  PM: 'month',
  PW: 'week',
  PD: 'day',
  PTH: 'hour',
  PTM: 'minute',
  PTS: 'second',
};

const amountPattern = '(?!0+[^\\d])\\d{1,7}';

/** Regular expression (without anchors) of the texts that `parseDuration` reads. */
export const durationPattern = `(?:${amountPattern}\\s*(?:${Object.keys(spellings).join('|')})|P${amountPattern}[YMWD]|PT${amountPattern}[HMS])`;

/**
 * Reads `2 hours`, `7d`, `3 buckets` or an ISO 8601 duration of one component (`P7D`, `PT2H`).
 * @returns undefined where the text is none of these or the amount is not a whole number from 1 to 1,000,000
 */
export function parseDuration(text: string): Duration | undefined {
  const iso = /^(P|PT)(\d{1,7})([A-Z])$/.exec(text.trim());
  const plain = /^(\d{1,7})\s*([a-z]+)$/.exec(text.trim());
  const amount = Number(iso?.[2] ?? plain?.[1]);
  const unit = iso ? isoUnits[`${iso[1]}${iso[3]}`] : spellings[plain?.[2] ?? ''];
  if (unit === undefined || !(amount >= 1 && amount <= 1_000_000)) return undefined;
  return { amount, unit };
}

/** `1 day`, `3 buckets`. */
export function formatDuration(duration: Duration): string {
  return `${duration.amount} ${duration.unit}${duration.amount === 1 ? '' : 's'}`;
}
