const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Fri 2026-11-20 09:00 UTC`. @param iso a point in time in UTC; text that is none stays as it is */
export function formatMoment(iso: string): string {
  const at = readMoment(iso);
  if (at === undefined) return iso;
  return `${days[at.getUTCDay()]} ${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 16)} UTC`;
}

/** `Fri 27 Nov`, with the year where it is not that of `now`. */
export function formatDay(iso: string, now: string): string {
  const at = readMoment(iso);
  if (at === undefined) return iso;
  const year = iso.slice(0, 4) === now.slice(0, 4) ? '' : ` ${at.getUTCFullYear()}`;
  return `${days[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]}${year}`;
}

/** `formatDay`, and the time of day where it is not midnight: `Fri 27 Nov 14:30`. */
export function formatDayAndTime(iso: string, now: string): string {
  const at = readMoment(iso);
  if (at === undefined) return iso;
  const time = at.toISOString().slice(11, 16);
  return time === '00:00' ? formatDay(iso, now) : `${formatDay(iso, now)} ${time}`;
}

/** A value of a time column as people read it: `2026-11-19 08:30:00`, the date alone at midnight. */
export function formatInstant(text: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(\.\d+)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(text);
  if (parts === null) return text;
  const [, date = '', time = '00:00:00', fraction = ''] = parts;
  const kept = fraction.replace(/0+$/, '').replace(/^\.$/, '');
  return time === '00:00:00' && kept === '' ? date : `${date} ${time}${kept}`;
}

/** A point in time as a database or a ledger writes it, in UTC where it says no other; undefined where it is none. */
export function readMoment(iso: string): Date | undefined {
  if (!/[T ]/.test(iso)) return readDate(iso);
  const zone = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/.exec(iso)?.[0] ?? '';
  const time = iso
    .slice(0, iso.length - zone.length)
    .trimEnd()
    .replace(' ', 'T');
  // PostgreSQL writes an offset of whole hours as +00, which is no form of JavaScript's.
  return readDate(`${time}${zone === '' ? 'Z' : zone.replace(/^[+-]\d{2}$/, '$&:00')}`);
}

function readDate(text: string): Date | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
