const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * One bar for each value, from the lowest to the highest of them; a gap where there is none.
 * @param values at most as many as fit: the caller cuts
 * @param scale values that count for lowest and highest besides those drawn
 */
export function sparkline(values: readonly (number | null)[], scale: readonly (number | null)[] = []): string {
  const known = [...values, ...scale].filter((value) => value !== null);
  const lowest = known.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = known.reduce((most, value) => Math.max(most, value), -Infinity);
  return values.map((value) => (value === null ? ' ' : bar(value, lowest, highest))).join('');
}

function bar(value: number, lowest: number, highest: number): string {
  if (!(highest > lowest)) return bars[0];
  const level = Math.round(((value - lowest) / (highest - lowest)) * (bars.length - 1));
  return bars[level] ?? bars[0];
}
