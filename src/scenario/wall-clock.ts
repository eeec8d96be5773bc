const day = 86_400_000;

/** The clock on the wall of a time zone. Its times are told as if they were UTC; all times in milliseconds since 1970. */
export interface WallClock {
  /** What the clock shows at a point in time. */
  localOf(instant: number): number;
  /** The points in time at which the clock shows a time, in their order: none where it leaps over it, two where the time comes twice. */
  instantsOf(local: number): readonly number[];
  /** The point in time of a time that the clock leaps over: as long after the leap as the time lies behind it. */
  afterLeap(local: number): number;
}

/** @param timezone a name of the IANA database */
export function wallClock(timezone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const localOf = (instant: number) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = parts;
    const milliseconds = ((instant % 1000) + 1000) % 1000;
    return Date.UTC(year, month - 1, date, hour, minute, second, milliseconds);
  };
  const offsetAt = (instant: number) => localOf(instant) - instant;
  // Clocks are at most fourteen hours from UTC, so that a day before and after are before and after any change of theirs.
  const before = (local: number) => offsetAt(local - day);
  return {
    localOf,
    instantsOf(local) {
      const offsets = [...new Set([before(local), offsetAt(local + day)])];
      const instants = offsets.map((offset) => local - offset).filter((instant) => localOf(instant) === local);
      return instants.toSorted((left, right) => left - right);
    },
    afterLeap: (local) => local - before(local),
  };
}
