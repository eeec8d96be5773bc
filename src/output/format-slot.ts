/** `Mon 23 Nov 06:00`, by the clock of a time zone, with the year where it is not that of `now`. @param slot, now ISO 8601 in UTC */
export function formatSlot(slot: string, timezone: string, now: string): string {
  const parts = partsOf(slot, timezone);
  const year = parts['year'] === partsOf(now, timezone)['year'] ? '' : ` ${parts['year']}`;
  return `${parts['weekday']} ${parts['day']} ${parts['month']}${year} ${parts['hour']}:${parts['minute']}`;
}

/** `Mon 23 Nov 06:00, 18:00, Tue 24 Nov 06:00 (Europe/Berlin)`: a day is told once. */
export function formatSlots(slots: readonly string[], timezone: string, now: string): string {
  const told = slots.map((slot) => formatSlot(slot, timezone, now));
  const dayOf = (text: string | undefined) => text?.slice(0, -6);
  const shown = told.map((text, index) => (dayOf(text) === dayOf(told[index - 1]) ? text.slice(-5) : text));
  return `${shown.join(', ')} (${timezone})`;
}

function partsOf(iso: string, timeZone: string): Readonly<Record<string, string>> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}
