/** Two significant digits, as values of other rows are not told. */
const digits = 2;

/**
 * The number moved away from what lies on its other side, to two significant digits; never itself where it has four
 * characters or more, so that it is told by nobody.
 * @param scale digits behind the point that values have at most
 */
export function outwards(value: number, side: 'down' | 'up', scale: number): number {
  if (value === 0) return 0;
  const finest = 10 ** -scale;
  const step = Math.max(finest, 10 ** (Math.floor(Math.log10(Math.abs(value))) - digits + 1));
  const steps = value / step;
  const nearest = Math.abs(steps - Math.round(steps)) < 1e-9 ? Math.round(steps) : undefined;
  const moved = nearest ?? (side === 'down' ? Math.floor(steps) : Math.ceil(steps));
  const isTold = nearest !== undefined && text(moved * step).length >= 4;
  return tidy((isTold ? moved + (side === 'down' ? -1 : 1) : moved) * step);
}

/** The number to so many significant digits. */
export function rounded(value: number, significant: number): number {
  return value === 0 ? 0 : tidy(Number(value.toPrecision(significant)));
}

/** Without what binary fractions add. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function text(value: number): string {
  return String(tidy(value));
}

/** The start of the month that holds a moment, or of the one after it; ISO date. @param iso that begins with `2026-11-20` */
export function monthOutwards(iso: string, side: 'down' | 'up'): string {
  const [year, month, day] = [Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), iso.slice(8)];
  const isStart = /^01(?:$|[T ]00:00:00(?:\.0+)?(?:Z|\+00(?::?00)?)?$)/.test(day);
  const months = year * 12 + month - 1;
  // A first of the month would tell itself.
  const moved = side === 'up' ? months + 1 : months - Number(isStart);
  const bounded = Math.min(Math.max(moved, 12), 9999 * 12 + 11);
  return `${String(Math.floor(bounded / 12)).padStart(4, '0')}-${String((bounded % 12) + 1).padStart(2, '0')}-01`;
}
