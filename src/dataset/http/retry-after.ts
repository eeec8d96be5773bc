/**
 * Milliseconds that a `Retry-After` asks to wait: a number of seconds or a date (RFC 9110, section 10.2.3). 0 for a date
 * that is over.
 * @returns undefined where there is none, or it is neither
 */
export function parseRetryAfter(value: string | undefined, now: Date): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Dates of HTTP begin with the day of the week, in each of their three forms.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return undefined;
  // asctime, the oldest form, does not say that it is in UTC.
  const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
