/** Six significant digits: the last digits of floats differ from engine to engine. */
export function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
