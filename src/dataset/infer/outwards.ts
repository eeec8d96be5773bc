/** Two digits are told of a number, or of where it lies in its range: as values of other rows are not told. */
const digits = 2;

/** What a number is rounded by. */
export interface Grain {
  /** Digits behind the point that values have at most. */
  readonly scale: number;
  /** From the smallest to the largest value. */
  readonly width: number;
}

/**
 * The number moved away from the values beside it to two digits: of its own, or of the width where that is finer. Never
 * itself where it has four characters or more, so that it is told by nobody.
 */
export function outwards(value: number, side: 'down' | 'up', grain: Grain): number {
  if (value === 0) return 0;
  const step = stepOf(value, grain);
  const steps = value / step;
  const nearest = Math.abs(steps - Math.round(steps)) < 1e-9 ? Math.round(steps) : undefined;
  const moved = nearest ?? (side === 'down' ? Math.floor(steps) : Math.ceil(steps));
  const isTold = nearest !== undefined && String(tidy(moved * step)).length >= 4;
  return tidy((isTold ? moved + (side === 'down' ? -1 : 1) : moved) * step);
}

/** The nearest number of two digits, of its own, or of the width where that is finer. */
export function near(value: number, grain: Grain): number {
  const step = stepOf(value, grain);
  return value === 0 ? 0 : tidy(Math.round(value / step) * step);
}

/** The number to so many significant digits. */
export function rounded(value: number, significant: number): number {
  return value === 0 ? 0 : tidy(Number(value.toPrecision(significant)));
}

/** The number to a hundredth of `spread`, or a little finer. */
export function roundedBy(value: number, spread: number): number {
  const step = magnitude(spread) / 100;
  return tidy(Math.round(value / step) * step);
}

/** Without what binary fractions add. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function stepOf(value: number, { scale, width }: Grain): number {
  const own = magnitude(value || 1) / 10 ** (digits - 1);
  const ofWidth = width > 0 ? magnitude(width) / 10 ** (digits - 1) : own;
  return Math.max(10 ** -scale, Math.min(own, ofWidth));
}

/** The power of ten at or below the size of a number. */
function magnitude(value: number): number {
  return 10 ** Math.floor(Math.log10(Math.abs(value)));
}

/** The start of the month that holds a moment, or of the one after it; ISO date. @param iso that begins with `2026-11-20` */
export function monthOutwards(iso: string, side: 'down' | 'up'): string {
  const [year, month, day] = [Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), iso.slice(8)];
  const isStart = /^01(?:$|[T ]00:00:00(?:\.0+)?(?:Z|\+00(?::?00)?)?$)/u.test(day);
  const months = year * 12 + month - 1;
  // A first of the month would tell itself.
  const moved = side === 'up' ? months + 1 : months - Number(isStart);
  // Years are of four digits.
  if (moved > 9999 * 12 + 11) return '9999-12-31';
  const bounded = Math.max(moved, 12);
  return `${String(Math.floor(bounded / 12)).padStart(4, '0')}-${String((bounded % 12) + 1).padStart(2, '0')}-01`;
}
