/** Where values of an axis stand. */
export interface Scale {
  /** The pixel of a value. */
  (value: number): number;
  /** Round values within the axis, lowest first, with their texts. */
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** A linear scale from one pixel to another that begins and ends with a round value. @param count ticks, about */
export function roundScale(low: number, high: number, [from, to]: readonly [number, number], count = 5): Scale {
  const span = high > low ? high - low : Math.abs(high) || 1;
  const step = roundStep(span / count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const place = (value: number) => from + ((value / step - first) / (last - first)) * (to - from);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => {
    const value = (first + index) * step;
    return { value, label: formatFigure(value, digits) };
  });
  return Object.assign(place, { ticks });
}

/** 1, 2 or 5 times a power of ten, at least as large. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least) + 1e-9);
  const factor = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** A number with its thousands apart. @param digits behind the point */
export function formatFigure(value: number, digits: number): string {
  const [whole = '0', rest] = Math.abs(value).toFixed(digits).split('.');
  const apart = whole.replaceAll(/\B(?=(\d{3})+$)/gu, ',');
  const sign = value < 0 && Number(value.toFixed(digits)) !== 0 ? '−' : '';
  return `${sign}${apart}${rest === undefined ? '' : `.${rest}`}`;
}
