const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Regular expression of days of the week. */
export const weekdaysPattern = `^\\s*(?:${names.join('|')})(?:\\s*[-,]\\s*(?:${names.join('|')}))*\\s*$`;

/** Reads `mon-fri` or `mon, wed, sat-sun`. @returns whether each day is named, Monday first; undefined where the text is something else */
export function readWeekdays(text: string): readonly boolean[] | undefined {
  const isNamed = names.map(() => false);
  for (const part of text.split(',')) {
    const [first, end, ...rest] = part.split('-').map((name) => names.indexOf(name.trim()));
    if (first === undefined || first < 0 || end === -1 || rest.length > 0) return undefined;
    const length = (((end ?? first) - first + 7) % 7) + 1;
    for (let day = 0; day < length; day += 1) isNamed[(first + day) % 7] = true;
  }
  return isNamed;
}

/** The day of the week of a day since 1970-01-01, a Thursday: Monday is 0. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
